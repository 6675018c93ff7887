/**
 * Keeps a spreadsheet from running a text as a formula (OWASP, "CSV Injection"), reversibly.
 *
 * A cell is taken for a formula when it begins with = + - @, a tab or a carriage return (also the full-width signs,
 * in East Asian settings). A text may also become the beginning of a cell further on, where the spreadsheet splits
 * at semicolons or tabs instead of our commas, or takes our line break for the end of the row. So wherever a dangerous
 * character stands at the beginning or right behind such a separator, an apostrophe goes before it.
 *
 * Reading takes away one apostrophe in exactly these places. A text that already has apostrophes there gets one more
 * and loses one again, so the way back is exact for every text; the anchors themselves are never touched.
 */
const SPACE = '[^\\S;\\t\\r\\n]*';
const DANGER = `(?:${SPACE}[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20])`;
const GUARDED = new RegExp(`(^'*)(?=${DANGER}|[\\t\\r\\n])|(?<=[;\\t\\r\\n])('*)(?=${DANGER})`, 'g');
const UNGUARDED = new RegExp(`^'('*)(?=${DANGER}|[\\t\\r\\n])|(?<=[;\\t\\r\\n])'('*)(?=${DANGER})`, 'g');

export const guardFormula = (text: string): string =>
  text.replace(GUARDED, (_, first?: string, later?: string) => `'${first ?? later ?? ''}`);

export const unguardFormula = (text: string): string =>
  text.includes("'")
    ? text.replace(UNGUARDED, (_, first?: string, later?: string) => first ?? later ?? '')
    : text;
