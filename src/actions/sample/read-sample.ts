import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../env.ts';
import { type Kind, kinds } from '../../records/index.ts';
import type { Values } from '../../store/index.ts';

export const sampleFolder: string = join(root, 'data/sample');

/** The sample's rows of a kind as they are written: `{plural}.json`, or every file of the folder `{plural}`. */
export function sampleRows(kind: Kind): Values[] {
  const file = join(sampleFolder, `${kind.plural}.json`);
  if (existsSync(file)) return readRows(file);
  const folder = join(sampleFolder, kind.plural);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => readRows(join(folder, name)));
}

const readRows = (path: string): Values[] => JSON.parse(readFileSync(path, 'utf8'));

/** The kinds that the sample has rows of, each before those that point to it. */
export const sampleKinds: readonly Kind[] = Object.values(kinds);
