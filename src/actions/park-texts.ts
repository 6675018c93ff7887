import { Forbidden } from '../errors.ts';
import { changeSetting, readSetting, recordChange } from '../store/index.ts';
import { type Caller, type Context, handOf } from './context.ts';

/** What the park says of itself, by language; empty where it has not written it yet. */
export interface ParkTexts {
  name?: Partial<Record<string, string>>;
  claim?: Partial<Record<string, string>>;
  imprint?: Partial<Record<string, string>>;
  privacy?: Partial<Record<string, string>>;
  terms?: Partial<Record<string, string>>;
}

const kept = new WeakMap<Context, { texts: ParkTexts; at: number }>();
const keptFor = 10_000;

/** The park's own texts (setting `texts`); read again after some seconds, so that every process follows. */
export async function parkTexts(context: Context): Promise<ParkTexts> {
  const known = kept.get(context);
  if (known && Date.now() - known.at < keptFor) return known.texts;
  const texts = (await readSetting<ParkTexts>(context.database, 'texts')) ?? {};
  kept.set(context, { texts, at: Date.now() });
  return texts;
}

/** The park's name as last read by {@link parkTexts}. */
export function parkName(context: Context, language: string): string {
  const name = kept.get(context)?.texts.name;
  return name?.[language] ?? name?.['en'] ?? 'Causeway';
}

/** The history keeps the settings as one record under the nil id (RFC 9562). */
const settingsId = '00000000-0000-0000-0000-000000000000';

/** Writes what the park says of itself; other processes follow within some seconds. */
export async function changeParkTexts(context: Context, caller: Caller, texts: ParkTexts): Promise<void> {
  if (caller.viewer.role !== 'administrator') throw new Forbidden('Only administrators change the settings.');
  await context.database.transaction(async (tx) => {
    await changeSetting(tx, 'texts', texts);
    await recordChange(tx, handOf(caller), 'settings', settingsId, 'update', { ...texts });
  });
  kept.set(context, { texts, at: Date.now() });
}
