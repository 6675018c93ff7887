import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Usage } from './command.ts';

/** Files named by two repeatable options (a folder stands for its files) and `--top`, checked. */
export function fileArguments<First extends string, Second extends string>(
  args: string[],
  first: First,
  second: Second,
): { [Name in First | Second]: string[] } & { top: number } {
  const option = { type: 'string', multiple: true } as const;
  let values: Record<string, string[] | string | undefined>;
  try {
    ({ values } = parseArgs({
      args,
      options: { [first]: option, [second]: option, top: { type: 'string' } },
      strict: true,
    }) as { values: Record<string, string[] | string | undefined> });
  } catch (error) {
    throw new Usage((error as Error).message);
  }
  const files = (name: string): string[] => {
    const named = values[name];
    if (!Array.isArray(named)) throw new Usage(`--${name} FILE is missing.`);
    return named.flatMap((path) => {
      if (!existsSync(path)) throw new Usage(`There is no file ${path}.`);
      if (!statSync(path).isDirectory()) return [path];
      return readdirSync(path)
        .filter((name) => /\.(json|jsonl|csv|xlsx)$/.test(name))
        .sort()
        .map((name) => join(path, name));
    });
  };
  const top = values['top'] === undefined ? 10 : Number(values['top']);
  if (!Number.isInteger(top) || top < 1 || top > 1_000)
    throw new Usage('--top takes a number from 1 to 1000.');
  return { [first]: files(first), [second]: files(second), top } as { [Name in First | Second]: string[] } & {
    top: number;
  };
}
