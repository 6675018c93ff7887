import { hash } from 'node:crypto';
import { redactContacts, safeText } from '../../formats/index.ts';
import { type Field, importedMax, type Words } from '../../records/index.ts';

/** A text as it came, and as it may be shown. */
export interface SentText {
  sent: string;
  text: string;
  /** Contacts were taken out: the sent text is kept apart. */
  redacted: boolean;
}

/** What a row brings for one `words` field. */
export interface SentWords {
  source: string;
  texts: Record<string, SentText & { machine: boolean }>;
}

/** Marks become plain text, contacts are held back; long enough texts come back unchanged, so that sending again changes nothing. */
export function readSentText(sent: string): SentText {
  const safe = safeText(sent);
  const { text, contacts } = redactContacts(safe);
  return { sent, text, redacted: contacts.length > 0 };
}

export const tooLongToImport = (text: SentText): boolean => text.text.length > importedMax;
export const longerThanByHand = (field: Field, text: string): boolean => text.length > (field.max ?? 500);

/** The digest of a source text, by which a translation knows whether it is stale. */
export const textDigest = (text: string): string => hash('sha256', text);

/** A field's words out of what was sent, keeping of the record what the file says nothing about or says unchanged. */
export function mergeWords(current: Words | null | undefined, sent: SentWords | null): Words | null {
  if (!sent) return null;
  const values: Words['values'] = {};
  const kept = (language: string): string | undefined => {
    const known = current?.values[language]?.text;
    const { sent: raw, text } = sent.texts[language]!;
    // A text written here by hand may hold marks that an import would take out: sent back as it is, it stays.
    return known !== undefined && (known === raw || known === raw.trim()) ? known : text;
  };
  const source = kept(sent.source)!;
  for (const [language, translation] of Object.entries(current?.values ?? {})) {
    if (translation.state !== 'source' && language !== sent.source) values[language] = translation;
  }
  values[sent.source] = { text: source, state: 'source' };
  for (const [language, translation] of Object.entries(sent.texts)) {
    if (language === sent.source) continue;
    const before = current?.values[language];
    const text = kept(language)!;
    values[language] =
      before && before.text === text && before.state !== 'source'
        ? before
        : { text, state: translation.machine ? 'machine' : 'reviewed', of: textDigest(source) };
  }
  return { source: sent.source, values };
}
