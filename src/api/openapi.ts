import { z } from 'zod';
import { type Field, type Kind, type Kinds, shapeOf } from '../records/index.ts';
import { describeSessions, security, securitySchemes } from './openapi-sessions.ts';

type Json = Record<string, unknown>;

const problemAnswer = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});
const cap = (name: string) => name[0]!.toUpperCase() + name.slice(1);
const bodyOf = (schema: Json) => ({ required: true, content: { 'application/json': { schema } } });
const answer = (description: string, schema: Json) => ({
  description,
  content: { 'application/json': { schema } },
});
const parameter = (
  name: string,
  place: 'query' | 'header' | 'path',
  description: string,
  schema: Json = { type: 'string' },
  required = place === 'path',
) => ({
  name,
  in: place,
  description,
  required,
  schema,
});

/** The API in the words of OpenAPI 3.1, made from the declared kinds. */
export function openapi(kinds: Kinds): Json {
  const paths: Json = {};
  const schemas: Json = {
    Problem: {
      type: 'object',
      description: 'RFC 9457',
      properties: {
        type: { type: 'string' },
        title: { type: 'string' },
        status: { type: 'integer' },
        detail: { type: 'string' },
        errors: {
          type: 'array',
          items: {
            type: 'object',
            properties: { pointer: { type: 'string' }, code: { type: 'string' }, words: { type: 'string' } },
          },
        },
        current: { description: 'On a conflict: the record as it is now.' },
        yours: { description: 'On a conflict: what was sent.' },
      },
    },
    Count: {
      type: 'object',
      properties: {
        value: { type: 'integer' },
        more: { type: 'boolean', description: 'Counting stopped here.' },
      },
    },
  };
  for (const kind of Object.values(kinds)) {
    describeKind(kind, schemas);
    describePaths(kind, paths);
  }
  describeOpportunities(paths);
  describeSessions(paths);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Causeway',
      version: '1',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description:
        'Every list answers to one filter grammar: `field=value` (repeated: one of), `[min] [max] [has] [not] [empty]`, paths by dots, `or[1].…`, `sort=-founded,name`, `at=` (true on a day), `known=` (recorded by a day).',
    },
    servers: [{ url: '/api/v1' }],
    paths,
    security,
    components: { schemas, securitySchemes },
  };
}

function describeKind(kind: Kind, schemas: Json): void {
  const shape = (mode: 'whole' | 'partial') => {
    const { $schema: _, ...schema } = z.toJSONSchema(shapeOf(kind, mode), {
      unrepresentable: 'any',
      io: 'input',
    }) as Json;
    const properties = schema['properties'] as Record<string, Json>;
    for (const [name, property] of Object.entries(properties))
      Object.assign(property, wordsOf(kind.fields[name]!));
    return schema;
  };
  schemas[`${cap(kind.name)}Input`] = shape('whole');
  schemas[`${cap(kind.name)}Patch`] = shape('partial');
  const read: Record<string, Json> = { id: { type: 'string', format: 'uuid' } };
  const writable = (schemas[`${cap(kind.name)}Input`] as { properties: Record<string, Json> }).properties;
  for (const [name, field] of Object.entries(kind.fields))
    read[name] = writable[name] ?? { ...systemSchema(field), ...wordsOf(field) };
  schemas[cap(kind.name)] = {
    type: 'object',
    description: kind.about.en,
    required: ['id'],
    properties: read,
  };
}

const wordsOf = (field: Field): Json => ({
  title: field.label.en,
  description: `${field.help ? `${field.help.en}. ` : ''}Disclosed: ${field.level ?? 'confidential'}.`,
});

function systemSchema(field: Field): Json {
  switch (field.type) {
    case 'integer':
      return { type: ['integer', 'null'] };
    case 'flag':
      return { type: ['boolean', 'null'] };
    case 'list':
      return { type: ['array', 'null'], items: { type: 'string' } };
    case 'data':
      return { type: ['object', 'null'] };
    case 'instant':
      return { type: ['string', 'null'], format: 'date-time' };
    case 'choice':
      return { enum: [...Object.keys(field.values!), null] };
    default:
      return { type: ['string', 'null'] };
  }
}

const ifMatch = parameter(
  'If-Match',
  'header',
  'The ETag of the version that you saw.',
  { type: 'string' },
  true,
);
const idempotency = parameter(
  'Idempotency-Key',
  'header',
  'Sent again with the same content, the request acts once.',
);

function describePaths(kind: Kind, paths: Json): void {
  const name = cap(kind.name);
  const one = { $ref: `#/components/schemas/${name}` };
  const input = (suffix: string) => bodyOf({ $ref: `#/components/schemas/${name}${suffix}` });
  const id = parameter('id', 'path', `Id of the ${kind.name}.`, { type: 'string', format: 'uuid' });
  paths[`/${kind.plural}`] = {
    get: {
      summary: `List: ${kind.label.many.en}`,
      tags: [kind.plural],
      parameters: [
        ...kind.filters.map((filter) =>
          parameter(filter, 'query', kind.fields[filter]!.label.en, filterSchema(kind.fields[filter]!)),
        ),
        parameter('q', 'query', 'Full-text search, in any language.'),
        parameter('sort', 'query', `Fields, \`-\` for descending: ${kind.sorts.join(', ')}.`),
        ...(kind.dated
          ? [parameter('at', 'query', 'True on this day.', { type: 'string', format: 'date' })]
          : []),
        parameter('known', 'query', 'As recorded by the end of this day.', {
          type: 'string',
          format: 'date',
        }),
        parameter('limit', 'query', 'Rows a page.', {
          type: 'integer',
          minimum: 1,
          maximum: 200,
          default: 50,
        }),
        parameter('after', 'query', 'The `next` of the page before.'),
        parameter('count', 'query', 'Counting stops at 1,000 unless exact.', {
          enum: ['bounded', 'exact', 'none'],
          default: 'bounded',
        }),
      ],
      responses: {
        200: answer('A page', {
          type: 'object',
          properties: {
            items: { type: 'array', items: one },
            next: { type: ['string', 'null'] },
            count: { $ref: '#/components/schemas/Count' },
          },
        }),
        400: problemAnswer('A filter that the grammar does not know, with its place and the allowed words'),
      },
    },
    post: {
      summary: `Add: ${kind.label.one.en}`,
      tags: [kind.plural],
      parameters: [idempotency],
      requestBody: input('Input'),
      responses: {
        201: answer('Added', one),
        400: problemAnswer('Not as it should be'),
        403: problemAnswer('Not allowed'),
        413: problemAnswer('Too large'),
      },
    },
  };
  paths[`/${kind.plural}/export`] = {
    get: {
      summary: `As a file: ${kind.label.many.en}`,
      tags: [kind.plural],
      description:
        'The whole list, with the conditions and the order that the list takes. It imports unchanged.',
      parameters: [
        parameter('format', 'query', 'Of the file.', {
          type: 'string',
          enum: ['csv', 'xlsx', 'json'],
          default: 'json',
        }),
      ],
      responses: { 200: { description: 'The file' }, 400: problemAnswer('An unknown format or condition') },
    },
  };
  paths[`/${kind.plural}/{id}`] = {
    parameters: [id],
    get: {
      summary: `Read: ${kind.label.one.en}`,
      tags: [kind.plural],
      parameters: [
        parameter('known', 'query', 'As recorded by the end of this day.', {
          type: 'string',
          format: 'date',
        }),
      ],
      responses: {
        200: answer('The record, as you may have it', one),
        304: { description: 'Unchanged' },
        404: problemAnswer('Not there, or out of reach'),
      },
    },
    patch: {
      summary: `Change: ${kind.label.one.en}`,
      tags: [kind.plural],
      parameters: [ifMatch, idempotency],
      requestBody: input('Patch'),
      responses: {
        200: answer('Changed', one),
        400: problemAnswer('Not as it should be'),
        412: problemAnswer('Somebody was quicker; both versions are in the answer'),
        428: problemAnswer('If-Match is missing'),
      },
    },
    delete: {
      summary: `Remove: ${kind.label.one.en}`,
      tags: [kind.plural],
      parameters: [ifMatch],
      responses: { 204: { description: 'Removed' }, 412: problemAnswer('Changed in the meantime') },
    },
  };
  paths[`/${kind.plural}/{id}/history`] = {
    parameters: [id],
    get: {
      summary: `History: ${kind.label.one.en}`,
      tags: [kind.plural],
      responses: {
        200: answer('Changes, latest first', { type: 'object' }),
        404: problemAnswer('Not there, or out of reach'),
      },
    },
  };
}

const filterSchema = (field: Field): Json =>
  field.values
    ? { enum: Object.keys(field.values) }
    : field.type === 'integer'
      ? { type: 'integer' }
      : field.type === 'flag'
        ? { type: 'boolean' }
        : { type: 'string' };

function describeOpportunities(paths: Json): void {
  const id = parameter('id', 'path', 'Id of the opportunity.', { type: 'string', format: 'uuid' });
  paths['/opportunities/{id}/steps'] = {
    parameters: [id],
    post: {
      summary: 'Submit, publish, return, withdraw or extend',
      tags: ['opportunities'],
      requestBody: bodyOf({
        type: 'object',
        required: ['step'],
        properties: {
          step: { enum: ['submit', 'publish', 'return', 'withdraw', 'extend'] },
          version: { type: 'integer' },
          reasons: { type: 'array', items: { type: 'string' } },
          note: { type: 'string' },
        },
      }),
      responses: {
        200: answer('The new state', { type: 'object', properties: { status: { type: 'string' } } }),
        400: problemAnswer('Not from this state'),
      },
    },
  };
  paths['/opportunities/{id}/matches'] = {
    parameters: [id],
    get: {
      summary: 'Best matches, with reasons',
      tags: ['opportunities'],
      responses: {
        200: answer('Matches, best first', { type: 'object' }),
        404: problemAnswer('Not there, or out of reach'),
      },
    },
  };
  paths['/opportunities/{id}/interests'] = {
    parameters: [id],
    post: {
      summary: 'Show interest',
      tags: ['opportunities'],
      parameters: [idempotency],
      requestBody: bodyOf({
        type: 'object',
        required: ['name', 'email', 'message'],
        properties: {
          name: { type: 'string' },
          email: { type: 'string' },
          organisation: { type: 'string' },
          language: { type: 'string' },
          message: { type: 'string' },
        },
      }),
      responses: {
        201: answer('Received', { type: 'object', properties: { id: { type: 'string' } } }),
        400: problemAnswer('Not as it should be'),
        429: problemAnswer('Too many'),
      },
    },
  };
}
