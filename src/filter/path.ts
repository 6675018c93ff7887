import type { FieldSchema, Schemas, ValueType } from './schema.ts';

/** Notes a problem at its place; undefined, so that a reader can give up in the same breath. */
export type Report = (pointer: string, code: string, words: string) => undefined;

const maxDepth = 5;

const operators = ['min', 'max', 'has', 'not', 'empty'] as const;
export type Operator = (typeof operators)[number] | 'is';

const operatorsOf: Record<ValueType, readonly Operator[]> = {
  text: ['is', 'not', 'has', 'empty'],
  words: ['is', 'not', 'has', 'empty'],
  list: ['is', 'not', 'has', 'empty'],
  integer: ['is', 'not', 'min', 'max', 'empty'],
  number: ['is', 'not', 'min', 'max', 'empty'],
  flag: ['is', 'not', 'empty'],
  day: ['is', 'not', 'min', 'max', 'empty'],
  instant: ['min', 'max', 'empty'],
  money: ['is', 'not', 'min', 'max', 'empty'],
  ref: ['is', 'not', 'empty'],
  data: ['empty'],
};

/** A path followed to its end: the steps over relations, and the field with what is asked of it. */
export interface Found {
  steps: { via: string; label: string; many: boolean }[];
  field: string;
  schema: FieldSchema;
  currency?: string;
  operator: Operator;
}

/** Follows a path through the schemas; what the grammar does not know is reported with the allowed words. */
export function resolve(
  path: string,
  pointer: string,
  schemas: Schemas,
  kind: string,
  report: Report,
): Found | undefined {
  const bracket = /^([^[\]]*)(?:\[([^[\]]*)\])?$/.exec(path);
  if (!bracket) return report(pointer.slice(0, 80), 'bad-path', 'Write `field=value` or `field[min]=value`.');
  const operator = (bracket[2] ?? 'is') as Operator;
  if (operator !== 'is' && !(operators as readonly string[]).includes(operator)) {
    return report(
      pointer,
      'unknown-operator',
      `\`[${bracket[2]}]\` is not known. Allowed: ${operators.map((o) => `[${o}]`).join(' ')}.`,
    );
  }
  const names = bracket[1]!.split('.');
  if (names.length > maxDepth + 1)
    return report(pointer.slice(0, 80), 'too-deep', `A path may have ${maxDepth} steps at most.`);
  let schema = schemas[kind]!;
  const steps: Found['steps'] = [];
  for (let index = 0; index < names.length; index++) {
    const label = names[index]!;
    const [name, nth] = label.split(':') as [string, string?];
    const many = Object.hasOwn(schema.many, name) ? schema.many[name] : undefined;
    const field = Object.hasOwn(schema.fields, name) ? schema.fields[name] : undefined;
    const last = index === names.length - 1;
    if (nth !== undefined && (!many || !/^[1-9]$/.test(nth))) {
      return report(
        pointer,
        'bad-path',
        'Only relations to many can be numbered, from 1 to 9: `presences:2.form=branch`.',
      );
    }
    if (many) {
      if (last && operator !== 'empty') {
        return report(
          pointer,
          'bad-path',
          `\`${name}\` needs a field behind it (\`${name}.…\`) or \`[empty]\`.`,
        );
      }
      steps.push({ via: name, label: nth === '1' ? name : label, many: true });
      if (last) return { steps, field: '', schema: { type: 'data' }, operator };
      schema = schemas[many.to]!;
    } else if (field && last) {
      if (field.type === 'money' && operator !== 'empty') {
        return report(
          pointer,
          'no-currency',
          `A condition on money names its currency: \`${name}.CNY[min]=1000\`.`,
        );
      }
      return check({ steps, field: name, schema: field, operator }, pointer, report);
    } else if (
      field?.type === 'money' &&
      index === names.length - 2 &&
      /^[A-Z]{3}$/.test(names[index + 1]!)
    ) {
      return check(
        { steps, field: name, schema: field, operator, currency: names[index + 1]! },
        pointer,
        report,
      );
    } else if (field?.type === 'ref' && Object.hasOwn(schemas, field.to!)) {
      steps.push({ via: name, label: name, many: false });
      schema = schemas[field.to!]!;
    } else {
      const allowed = [...Object.keys(schema.fields), ...Object.keys(schema.many).map((many) => `${many}.…`)];
      return report(
        pointer.slice(0, 80),
        'unknown-field',
        `\`${label.slice(0, 80)}\` is not a field of ${schema.name}. Allowed: ${allowed.join(', ')}.`,
      );
    }
  }
  return report(pointer, 'bad-path', 'The path ends without a field.');
}

function check(found: Found, pointer: string, report: Report): Found | undefined {
  const allowed = operatorsOf[found.schema.type];
  if (allowed.includes(found.operator)) return found;
  const words = allowed.map((operator) => (operator === 'is' ? '=' : `[${operator}]`)).join(' ');
  return report(
    pointer,
    'unknown-operator',
    `\`${found.field}\` does not take this operator. Allowed: ${words}.`,
  );
}
