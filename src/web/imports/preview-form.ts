import { type Context, type ImportRequest, type ImportTask, ruleOf, targetOf } from '../../actions/index.ts';
import type { DateOrder, FieldRule, Mapping } from '../../formats/index.ts';
import type { Kind } from '../../records/index.ts';

const orders: readonly string[] = ['dmy', 'mdy', 'ymd'];

/** Required choices that no column fills: one value may stand for all rows. */
export const openChoices = (kind: Kind, mapping: Mapping): string[] =>
  Object.entries(kind.fields)
    .filter(([name, field]) => {
      if (!field.required || field.system || field.type !== 'choice') return false;
      const rule = mapping.fields[name];
      return !rule || 'constant' in rule;
    })
    .map(([name]) => name);

/** One mapping for all files, where their columns are the same; else each is read by its own names. */
export function sharedMapping(task: ImportTask): Mapping | undefined {
  const previews = (task.result?.files ?? []).flatMap((file) => (file.preview ? [file.preview] : []));
  const [first, ...others] = previews;
  if (!first) return undefined;
  const columns = (preview: typeof first) =>
    JSON.stringify(preview.columns.map((column) => column.name).sort());
  return others.every((other) => columns(other) === columns(first)) ? first.mapping : undefined;
}

/** What the form beside a preview asks for: the same files, with another mapping perhaps. */
export function requestOf(
  context: Context,
  task: ImportTask,
  text: (name: string) => string | undefined,
  dryRun: boolean,
): ImportRequest {
  const before = task.input.request;
  const kind = context.park.kinds[before.kind]!;
  const { dryRun: _, ...rest } = before;
  const mapping = sharedMapping(task);
  const changed = mapping && text('columns') ? mappingOf(kind, task, mapping, text) : undefined;
  return {
    ...rest,
    ...(dryRun ? { dryRun } : {}),
    ...(changed ? { mapping: changed } : {}),
    source: text('source')?.trim() || undefined,
    language: text('language')?.trim() || undefined,
    allOrNothing: text('all-or-nothing') === 'yes',
    publish: text('publish') === 'yes',
  };
}

function mappingOf(
  kind: Kind,
  task: ImportTask,
  before: Mapping,
  text: (name: string) => string | undefined,
): Mapping {
  const columns = task.result!.files![0]!.preview!.columns;
  const shown = new Set(columns.map(({ name }) => name));
  // Rules that name no column of the form stay as they are: the same for every row, or met in later rows only.
  const fields: Record<string, FieldRule> = Object.fromEntries(
    Object.entries(before.fields).filter(([, rule]) => !('column' in rule) || !shown.has(rule.column)),
  );
  columns.forEach(({ name: column }, index) => {
    const chosen = text(`column.${index}`) ?? '';
    const target = targetOf(kind, chosen);
    if (!target || (fields[chosen] && 'column' in fields[chosen])) return;
    const known = before.fields[chosen];
    fields[chosen] =
      known && 'column' in known && known.column === column ? known : ruleOf(kind, target, column);
  });
  const order = text('order') ?? '';
  for (const rule of Object.values(fields)) {
    if (!('column' in rule) || rule.as !== 'day' || !orders.includes(order)) continue;
    rule.order = order as DateOrder;
  }
  for (const name of openChoices(kind, { ...before, fields })) {
    const constant = text(`constant.${name}`);
    if (constant && Object.hasOwn(kind.fields[name]!.values ?? {}, constant)) fields[name] = { constant };
    else delete fields[name];
  }
  return { name: 'chosen', words: 'Chosen in the preview', columns: columns.map(({ name }) => name), fields };
}
