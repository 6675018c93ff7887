import type { Problem } from '../errors.ts';
import type { FieldProblem } from '../records/index.ts';
import { isKey, type Language, say } from '../words/index.ts';

/** A problem in the reader's language: by its code where the catalogue knows it, else as it came. */
export function problemWords(language: Language, problem: Problem | FieldProblem): string {
  const key = `problem.${problem.code}`;
  if (language === 'en' || !isKey(key)) return problem.words;
  const params = 'params' in problem ? problem.params : undefined;
  try {
    return say(language, key, { words: problem.words, ...params });
  } catch {
    return problem.words;
  }
}
