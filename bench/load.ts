import { readdirSync, readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';

const tick = 100;

/** CPU seconds that a process and all below it have used, those that ended included. */
export function cpuSeconds(pid: number): number {
  let total = 0;
  const parents = new Map<number, number>();
  const used = new Map<number, number>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      parents.set(Number(entry), Number(fields[1]));
      used.set(
        Number(entry),
        (Number(fields[11]) +
          Number(fields[12]) +
          (Number(entry) === pid ? Number(fields[13]) + Number(fields[14]) : 0)) /
          tick,
      );
    } catch {
      // It ended while we looked.
    }
  }
  for (const [process, seconds] of used) {
    for (let at: number | undefined = process; at !== undefined && at > 0; at = parents.get(at)) {
      if (at === pid) {
        total += seconds;
        break;
      }
    }
  }
  return total;
}

/** Waits until a process has nothing to do of its own (indexing, learning tables). */
export async function untilIdle(pid: number): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    const before = cpuSeconds(pid);
    await new Promise((done) => setTimeout(done, 1000));
    if (cpuSeconds(pid) - before < 0.05) return;
  }
}

export interface Measured {
  requests: number;
  seconds: number;
  p50: number;
  p99: number;
  failed: number;
}

/** Asks for addresses in turn over kept connections for so many seconds. Milliseconds for the quantiles. */
export async function load(
  base: string,
  paths: readonly string[],
  {
    seconds = 4,
    connections = 8,
    headers = {},
  }: { seconds?: number; connections?: number; headers?: Record<string, string> } = {},
): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let failed = 0;
  let turn = 0;
  const end = performance.now() + seconds * 1000;
  const one = (path: string) =>
    new Promise<void>((done) => {
      const began = performance.now();
      const sent = request(base + path, { agent, headers }, (answer) => {
        answer.on('data', () => {});
        answer.on('end', () => {
          times.push(performance.now() - began);
          if (answer.statusCode !== 200) failed++;
          done();
        });
      });
      sent.on('error', () => {
        failed++;
        done();
      });
      sent.end();
    });
  const began = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < end) await one(paths[turn++ % paths.length]!);
    }),
  );
  const elapsed = (performance.now() - began) / 1000;
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { requests: times.length, seconds: elapsed, p50: at(0.5), p99: at(0.99), failed };
}

/** Rows as a table of equal columns. */
export function table(rows: Record<string, string | number>[]): string {
  const names = Object.keys(rows[0] ?? {});
  const widths = names.map((name) => Math.max(name.length, ...rows.map((row) => String(row[name]).length)));
  const line = (cells: string[]) =>
    cells
      .map((cell, index) => (index === 0 ? cell.padEnd(widths[index]!) : cell.padStart(widths[index]!)))
      .join('  ');
  return [
    line(names),
    line(widths.map((width) => '-'.repeat(width))),
    ...rows.map((row) => line(names.map((name) => String(row[name])))),
  ].join('\n');
}
