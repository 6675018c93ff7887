import type { Field } from '../../../records/index.ts';
import { languageName } from '../../../words/dates.ts';
import type { Language } from '../../../words/index.ts';
import type { Fields } from '../../forms.tsx';
import { offeredLanguages } from '../opportunity/interest-form.tsx';
import type { Choices } from './choices.ts';
export interface InputProps {
  name: string;
  field: Field;
  fields: Fields;
  language: Language;
  secret: string;
  choices: Choices | undefined;
  /** What is wrong with it, in words. */
  problems: string[];
}

/** How an input is tied to its help and its problems. */
export interface Described {
  'aria-describedby'?: string;
  'aria-invalid'?: 'true';
  'aria-required'?: 'true';
}

/** An input with its place in the page. */
export type Inner = InputProps & { id: string; described: Described };

export const LanguageOptions = ({ language, chosen }: { language: Language; chosen: string[] }) => (
  <>
    {[...new Set([...offeredLanguages, ...chosen.filter(Boolean)])].map((tag) => (
      <option value={tag} selected={chosen.includes(tag)}>
        {languageName(language, tag)}
      </option>
    ))}
  </>
);
