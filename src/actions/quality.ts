import type { Words } from '../records/index.ts';
import type { Values } from '../store/index.ts';

/** What a reader will miss in an opportunity: codes of the same list as the reasons for returning it. */
export type Gap = 'title' | 'description' | 'maturity-evidence' | 'advantage' | 'partner' | 'contact';

const length = (value: unknown): number => {
  const words = value as Words | null | undefined;
  return words?.values[words.source]?.text.trim().length ?? 0;
};

/** Characters say more in Chinese and Korean: a third of the letters makes the same sentence. */
const dense = (value: unknown): number => {
  const language = (value as Words | null | undefined)?.source.split('-')[0];
  return length(value) * (language === 'zh' || language === 'ko' || language === 'ja' ? 3 : 1);
};

/** Names what is missing before an opportunity is worth a reader's time. */
export function qualityGaps(opportunity: Values): Gap[] {
  const gaps: Gap[] = [];
  const kind = String(opportunity['kind'] ?? '');
  if (dense(opportunity['title']) < 12) gaps.push('title');
  if (dense(opportunity['description']) < 300) gaps.push('description');
  if (kind === 'technology-offer' && !(opportunity['stage'] && opportunity['stageEvidence']))
    gaps.push('maturity-evidence');
  if (kind.endsWith('-offer') && dense(opportunity['advantages']) < 60) gaps.push('advantage');
  if (dense(opportunity['partner']) < 30 && !(opportunity['partners'] as unknown[] | null)?.length)
    gaps.push('partner');
  if (((opportunity['flags'] as string[] | null) ?? []).includes('contact')) gaps.push('contact');
  return gaps;
}
