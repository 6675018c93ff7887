import type { Label, Words } from '../records/index.ts';
import { returnReasons } from '../records/review.ts';
import { type Db, queueLetter } from '../store/index.ts';
import { type LetterName, letterText } from '../words/letters.ts';
import type { Context } from './context.ts';

export interface Letter {
  to: string;
  language: string;
  letter: LetterName;
  /** What the letter speaks of; texts in languages and coded reasons are put into the letter's language. */
  values: Record<string, unknown>;
}

/** Puts a letter into the outbox, in the transaction of what causes it. */
export async function writeLetter(
  tx: Db,
  context: Context,
  { to, language, letter, values }: Letter,
): Promise<void> {
  const main = language.split('-')[0] === 'zh' ? 'zh' : 'en';
  const plain: Record<string, string> = { site: context.address ?? '' };
  for (const [key, value] of Object.entries(values)) plain[key] = inLanguage(value, main);
  const { subject, body } = letterText(letter, main, plain);
  await queueLetter(tx, {
    to,
    subject: subject.replace(/[\r\n]+/g, ' ').slice(0, 300),
    body,
    language: main,
  });
}

function inLanguage(value: unknown, language: 'en' | 'zh'): string {
  if (Array.isArray(value)) {
    return value
      .map((code) => `- ${(returnReasons as Record<string, Label>)[String(code)]?.[language] ?? code}`)
      .join('\n');
  }
  if (value && typeof value === 'object' && 'values' in value) {
    const words = value as Words;
    return (words.values[language] ?? words.values[words.source])?.text ?? '';
  }
  return value === null || value === undefined ? '' : String(value);
}
