import type { Instance, Schedule } from './types.ts';

const CELL = 26;
const ROW = 18;
const SHOWN = 400;

const escaped = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/**
 * A schedule as an SVG picture: people by slots. A filled cell is a meeting with its table, a ringed gap a
 * break, a grey cell a slot in which the person is unavailable. The first 400 people are drawn.
 */
export function drawSchedule(instance: Instance, schedule: Schedule): string {
  const meetings = new Map(instance.meetings.map((m) => [m.id, m]));
  const day = new Map<string, Map<number, { id: string; table: number | null }>>();
  for (const p of instance.participants) day.set(p.id, new Map());
  for (const { meeting, slot, table } of schedule.assignments)
    for (const id of meetings.get(meeting)!.participants) day.get(id)!.set(slot, { id: meeting, table });
  const people = instance.participants.slice(0, SHOWN);
  const label = 12 + 7 * Math.min(24, Math.max(4, ...people.map((p) => (p.name || p.id).length)));
  const top = 64;
  const width = label + instance.slots * CELL + 60;
  const height = top + people.length * ROW + 34;
  const x = (slot: number) => label + (slot - 1) * CELL;
  const parts: string[] = [];
  const text = (left: number, y: number, words: string, more = '') =>
    parts.push(`<text x="${left}" y="${y}" ${more}>${escaped(words)}</text>`);
  text(
    12,
    20,
    `${schedule.assignments.length} meetings, ${schedule.breaks} breaks (${schedule.status})`,
    'font-size="14" font-weight="bold"',
  );
  for (const [name, [from, to]] of Object.entries(instance.sessions ?? {})) {
    parts.push(
      `<rect x="${x(from)}" y="30" width="${(to - from + 1) * CELL - 2}" height="14" rx="3" fill="#dbe7f3"/>`,
    );
    text(x(from) + 5, 41, name);
  }
  for (let s = 1; s <= instance.slots; s++)
    text(x(s) + CELL / 2, top - 6, `${s}`, 'text-anchor="middle" fill="#555"');
  people.forEach((person, i) => {
    const y = top + i * ROW;
    const name = person.name || person.id;
    text(label - 8, y + 13, name.length > 24 ? `${name.slice(0, 23)}…` : name, 'text-anchor="end"');
    const busy = day.get(person.id)!;
    for (const s of new Set(person.unavailable))
      parts.push(`<rect x="${x(s)}" y="${y + 1}" width="${CELL - 2}" height="${ROW - 3}" fill="#e4e4e4"/>`);
    const slots = [...busy.keys()].sort((a, b) => a - b);
    let breaks = 0;
    slots.forEach((s, k) => {
      const { id, table } = busy.get(s)!;
      const others = meetings.get(id)!.participants.filter((p) => p !== person.id);
      parts.push(
        `<rect x="${x(s)}" y="${y + 1}" width="${CELL - 2}" height="${ROW - 3}" rx="3" fill="#2f6f9f"><title>${escaped(`${id}: ${name} with ${others.join(', ')}, slot ${s}${table === null ? '' : `, table ${table}`}`)}</title></rect>`,
      );
      if (table !== null)
        text(x(s) + CELL / 2 - 1, y + 12, `${table}`, 'text-anchor="middle" fill="#fff" font-size="9"');
      const last = slots[k - 1];
      if (last === undefined || last === s - 1) return;
      breaks++;
      parts.push(
        `<rect x="${x(last + 1) + 1}" y="${y + 3}" width="${(s - last - 1) * CELL - 4}" height="${ROW - 7}" rx="5" fill="none" stroke="#c2410c" stroke-width="1.5"/>`,
      );
    });
    if (breaks > 0) text(x(instance.slots) + CELL + 6, y + 13, `${breaks}`, 'fill="#c2410c"');
  });
  const rest = instance.participants.length - people.length;
  text(
    12,
    height - 12,
    `blue: meeting, with its table · ringed: break · grey: unavailable${rest > 0 ? ` · ${rest} more people are not drawn` : ''}`,
    'fill="#555"',
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="11" role="img" aria-label="Schedule: people by slots">
<rect width="${width}" height="${height}" fill="#fff"/>
${parts.join('\n')}
</svg>
`;
}
