import type { Hono } from 'hono';
import { preferred, sayIn } from '../../words/index.ts';
import { type PageEnv, page } from '../page.tsx';

/** The parts of an OpenAPI 3.1 document that the reference shows. */
interface Document {
  info: { title: string; description?: string };
  servers?: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, Schema> };
}

interface Operation {
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: { name: string; in: string; description?: string; required?: boolean; schema?: Schema }[];
  requestBody?: { content?: Record<string, { schema?: Schema }> };
  responses?: Record<string, { description?: string; content?: Record<string, { schema?: Schema }> }>;
}

interface Schema {
  $ref?: string;
  type?: string | string[];
  title?: string;
  description?: string;
  enum?: unknown[];
  format?: string;
  items?: Schema;
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
}

const methods = ['get', 'post', 'put', 'patch', 'delete'];

function typeText(schema: Schema | undefined): string {
  if (!schema) return '';
  if (schema.$ref) return schema.$ref.split('/').at(-1)!;
  if (schema.enum) return schema.enum.map(String).join(' | ');
  if (schema.anyOf)
    return schema.anyOf
      .map(typeText)
      .filter((text) => text !== 'null')
      .join(' | ');
  const type = Array.isArray(schema.type)
    ? schema.type.filter((one) => one !== 'null').join(' | ')
    : (schema.type ?? '');
  return type === 'array'
    ? `[${typeText(schema.items)}]`
    : schema.format
      ? `${type} (${schema.format})`
      : type;
}

/** Text whose backticks mark code. */
const withCode = (text = '') =>
  text.split('`').map((part, index) => (index % 2 ? <code>{part}</code> : part));

const anchor = (text: string): string => text.replace(/[^\w]+/g, '-').replace(/^-|-$/g, '');

/** The API's reference for readers, made from its own description; plain HTML, no scripts. */
export function apiReferenceRoutes(app: Hono<PageEnv>, describe: () => unknown): void {
  let document: Document | undefined;
  app.get('/api/docs', (c) => {
    document ??= describe() as Document;
    const language = preferred(c.req.header('accept-language'));
    c.set('language', language);
    const say = sayIn(language);
    const groups = new Map<string, { method: string; path: string; operation: Operation }[]>();
    for (const [path, item] of Object.entries(document.paths))
      for (const method of methods) {
        const operation = item[method];
        if (!operation) continue;
        const tag = operation.tags?.[0] ?? '';
        groups.set(tag, [...(groups.get(tag) ?? []), { method, path, operation }]);
      }
    const base = document.servers?.[0]?.url ?? '';
    return page(
      c,
      { title: `${document.info.title} API`, unlisted: true },
      <div class="api-reference" lang="en">
        <h1>{document.info.title} API</h1>
        <p>{withCode(document.info.description)}</p>
        <p>
          <a href="/api/openapi.json" data-turbo="false">
            openapi.json
          </a>
        </p>
        <nav aria-label={say('api.parts')}>
          <ul class="list-inline">
            {[...groups.keys()].map((tag) => (
              <li class="list-inline-item">
                <a href={`#${anchor(tag)}`}>{tag}</a>
              </li>
            ))}
            <li class="list-inline-item">
              <a href="#schemas">schemas</a>
            </li>
          </ul>
        </nav>
        {[...groups].map(([tag, operations]) => (
          <section id={anchor(tag)}>
            <h2>{tag}</h2>
            {operations.map(({ method, path, operation }) => (
              <OperationPart method={method} path={`${base}${path}`} operation={operation} />
            ))}
          </section>
        ))}
        <section id="schemas">
          <h2>schemas</h2>
          {Object.entries(document.components?.schemas ?? {}).map(([name, schema]) => (
            <details id={`schema-${name}`} class="card mb-2">
              <summary class="card-header">
                <code>{name}</code> {schema.description}
              </summary>
              <Properties schema={schema} />
            </details>
          ))}
        </section>
      </div>,
    );
  });
}

const OperationPart = ({
  method,
  path,
  operation,
}: {
  method: string;
  path: string;
  operation: Operation;
}) => {
  const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema;
  return (
    <details class="card mb-2">
      <summary class="card-header">
        <span class={`method method-${method}`}>{method.toUpperCase()}</span> <code>{path}</code>{' '}
        <span>{operation.summary}</span>
      </summary>
      <div class="card-body">
        {operation.description ? <p>{operation.description}</p> : null}
        {operation.parameters && operation.parameters.length > 0 ? (
          <dl class="changes">
            {operation.parameters.map(({ name, in: place, required, description, schema }) => (
              <div>
                <dt>
                  <code>{name}</code>{' '}
                  <small>
                    {place}
                    {required ? ', required' : ''}
                  </small>
                </dt>
                <dd>
                  {typeText(schema)} {description ? `– ${description}` : ''}
                </dd>
              </div>
            ))}
          </dl>
        ) : null}
        {body ? (
          <p>
            Body: <SchemaLink schema={body} />
          </p>
        ) : null}
        <ul class="mb-0">
          {Object.entries(operation.responses ?? {}).map(([status, { description, content }]) => (
            <li>
              <strong>{status}</strong> {description}{' '}
              <SchemaLink schema={Object.values(content ?? {})[0]?.schema} />
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
};

const SchemaLink = ({ schema }: { schema: Schema | undefined }) => {
  const name = typeText(schema);
  return schema?.$ref ? <a href={`#schema-${name}`}>{name}</a> : <span>{name}</span>;
};

const Properties = ({ schema }: { schema: Schema }) => (
  <dl class="card-body changes mb-0">
    {Object.entries(schema.properties ?? {}).map(([name, property]) => (
      <div>
        <dt>
          <code>{name}</code>
          {schema.required?.includes(name) ? <small> required</small> : null}
        </dt>
        <dd>
          {typeText(property)}{' '}
          {property.title || property.description
            ? `– ${[property.title, property.description].filter(Boolean).join('. ')}`
            : ''}
        </dd>
      </div>
    ))}
  </dl>
);
