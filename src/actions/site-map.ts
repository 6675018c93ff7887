import { NotFound } from '../errors.ts';
import { publicBreaks, publicRecords } from '../store/index.ts';
import type { Context } from './context.ts';
import { kindOf } from './context.ts';

/** Kinds whose public records search engines are told of, and how many addresses a file holds (two languages each). */
const mapped = ['opportunity', 'organisation'] as const;
const perFile = 10_000;

export interface MapFile {
  plural: string;
  /** The id after which the file begins; none for the first. */
  after?: string;
}

/** The files of the site map: each kind's public records, some thousands a file. */
export async function siteMapFiles(context: Context): Promise<MapFile[]> {
  const files: MapFile[] = [];
  for (const name of mapped) {
    const kind = kindOf(context, name);
    files.push({ plural: kind.plural });
    for (const after of await publicBreaks(context.database, context.park, kind, perFile))
      files.push({ plural: kind.plural, after });
  }
  return files;
}

/** The public records of one file. */
export async function siteMapRecords(
  context: Context,
  plural: string,
  after: string | undefined,
): Promise<{ id: string; changed: string }[]> {
  const name = mapped.find((known) => kindOf(context, known).plural === plural);
  if (!name || (after !== undefined && !/^[0-9a-f-]{36}$/.test(after)))
    throw new NotFound('There is no such site map.');
  return publicRecords(context.database, context.park, kindOf(context, name), after, perFile);
}
