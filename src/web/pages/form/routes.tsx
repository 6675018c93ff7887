import type { Hono } from 'hono';
import {
  createRecord,
  deleteRecord,
  kindByPlural,
  may,
  mayCreate,
  showRecord,
  storeFile,
  updateRecord,
} from '../../../actions/index.ts';
import { Conflict, Forbidden, Invalid, type Problem } from '../../../errors.ts';
import { isStaff, type Kind } from '../../../records/index.ts';
import { sayIn } from '../../../words/index.ts';
import { signInFirst } from '../../account/sign-in.tsx';
import { type Fields, fileOf, limited, onceOf, readForm, textOf } from '../../forms.tsx';
import { flash, type PageEnv, page, type Request } from '../../page.tsx';
import { type Row, titleText } from '../../parts/values.ts';
import { problemWords } from '../../problem-words.ts';
import { seal } from '../../seal.ts';
import { bothVersions } from './conflict.tsx';
import { changesOf, fieldsOfForm, inputOf, typedOf } from './fields.ts';
import { showForm } from './form.tsx';

const lang = '/:lang{(?:en|zh)}';

/** Adding, changing and removing records of any kind. */
export function formRoutes(app: Hono<PageEnv>): void {
  app.get(`${lang}/:plural/new`, async (c, next) => {
    const kind = kindByPlural(c.var.context, c.req.param('plural'));
    if (!kind) return next();
    if (c.var.viewer.role === 'visitor') return signInFirst(c);
    if (!mayCreate(kind, c.var.viewer)) throw new Forbidden(`You may not add this ${kind.name}.`);
    return showForm(c, { kind, fields: beginning(c, kind) });
  });

  app.post(`${lang}/:plural`, limited, async (c, next) => {
    const kind = kindByPlural(c.var.context, c.req.param('plural'));
    if (!kind) return next();
    if (c.var.viewer.role === 'visitor') return signInFirst(c);
    return create(c, kind);
  });

  app.get(`${lang}/:plural/:id/edit`, async (c, next) => {
    const kind = kindByPlural(c.var.context, c.req.param('plural'));
    if (!kind) return next();
    if (c.var.viewer.role === 'visitor') return signInFirst(c);
    const { context, viewer } = c.var;
    const row = await rowOf(c, kind, c.req.param('id'));
    if (!may(context, viewer, kind, 'update', row))
      throw new Forbidden(`You may not change this ${kind.name}.`);
    const fields = typedOf(kind, viewer, row, context.park.secret);
    return showForm(c, { kind, fields, id: row.id, version: row.version, ...titled(c, kind, row) });
  });

  app.post(`${lang}/:plural/:id`, limited, async (c, next) => {
    const kind = kindByPlural(c.var.context, c.req.param('plural'));
    if (!kind) return next();
    if (c.var.viewer.role === 'visitor') return signInFirst(c);
    return change(c, kind, c.req.param('id'));
  });

  app.get(`${lang}/:plural/:id/delete`, async (c, next) => {
    const kind = kindByPlural(c.var.context, c.req.param('plural'));
    if (!kind) return next();
    if (c.var.viewer.role === 'visitor') return signInFirst(c);
    return confirmRemoval(c, kind, await rowOf(c, kind, c.req.param('id')));
  });

  app.post(`${lang}/:plural/:id/delete`, limited, async (c, next) => {
    const kind = kindByPlural(c.var.context, c.req.param('plural'));
    if (!kind) return next();
    if (c.var.viewer.role === 'visitor') return signInFirst(c);
    return remove(c, kind, c.req.param('id'));
  });
}

const rowOf = async (c: Request, kind: Kind, id: string): Promise<Row> =>
  JSON.parse(await showRecord(c.var.context, c.var.viewer, kind.name, id)) as Row;

const titled = (c: Request, kind: Kind, row: Row): { title?: string } => {
  const title = titleText(kind, row[kind.title], c.var.language);
  return title ? { title: title.text } : {};
};

/** What a new record begins with: what the address says (`?organisation=…`), the member's own organisation. */
function beginning(c: Request, kind: Kind): Fields {
  const { viewer, context } = c.var;
  const row: Record<string, unknown> = {};
  for (const [name, field] of fieldsOfForm(kind, viewer)) {
    const given = c.req.query(name);
    if (given && (field.type === 'ref' || field.type === 'choice')) row[name] = given;
    else if (field.initial) row[name] = field.initial;
    else if (name === 'organisation' && !isStaff(viewer) && viewer.organisation)
      row[name] = viewer.organisation;
  }
  return typedOf(kind, viewer, row, context.park.secret);
}

/** Keeps the files that came along; each then stands in the form as kept, whatever else is wrong. */
async function keepFiles(c: Request, kind: Kind, fields: Fields): Promise<Problem[]> {
  const { context, viewer } = c.var;
  const problems: Problem[] = [];
  for (const [name, field] of fieldsOfForm(kind, viewer)) {
    const sent = field.type === 'file' ? fileOf(fields, `${name}:new`) : undefined;
    if (!sent) continue;
    try {
      const bytes = new Uint8Array(await sent.arrayBuffer());
      const stored = await storeFile(context, { name: sent.name, bytes }, field.picture ? 'picture' : 'any');
      fields.set(`${name}:kept`, [seal(context.park.secret, 'file', stored)]);
      fields.delete(`${name}:remove`);
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      problems.push(...error.problems.map((problem) => ({ ...problem, pointer: `/${name}` })));
    }
  }
  return problems;
}

async function create(c: Request, kind: Kind): Promise<Response> {
  const { context, viewer, language } = c.var;
  if (!mayCreate(kind, viewer)) throw new Forbidden(`You may not add this ${kind.name}.`);
  const fields = await readForm(c);
  const once = onceOf(c, fields);
  if (textOf(fields, '_find')) return showForm(c, { kind, fields });
  const fileProblems = await keepFiles(c, kind, fields);
  const again = (problems: Problem[], status = 400) => showForm(c, { kind, fields, problems, status });
  if (fileProblems.length > 0) return again(fileProblems);
  try {
    const input = inputOf(kind, viewer, fields, context.park.secret);
    const written = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null));
    const { id } = await createRecord(context, { viewer, door: 'page' }, kind.name, written, once);
    flash(c, 'flash.created');
    return c.redirect(`/${language}/${kind.plural}/${id}`, 303);
  } catch (error) {
    if (error instanceof Invalid) return again(error.problems);
    if (error instanceof Conflict)
      return again([{ pointer: '', code: 'sent-before', words: sayIn('en')('problem.sent-before') }], 409);
    throw error;
  }
}

async function change(c: Request, kind: Kind, id: string): Promise<Response> {
  const { context, viewer, language } = c.var;
  const fields = await readForm(c);
  const once = onceOf(c, fields);
  const current = await rowOf(c, kind, id);
  const version = Number(textOf(fields, '_version'));
  const again = (more: Partial<Parameters<typeof showForm>[1]>) =>
    showForm(c, { kind, fields, id, version, ...titled(c, kind, current), ...more });
  if (!Number.isInteger(version) || version < 1)
    throw new Invalid('The form is not whole.', [
      { pointer: '/_version', code: 'required', words: 'Open the form again.' },
    ]);
  if (textOf(fields, '_find')) return again({});
  const fileProblems = await keepFiles(c, kind, fields);
  if (fileProblems.length > 0) return again({ problems: fileProblems, status: 400 });
  const input = inputOf(kind, viewer, fields, context.park.secret, current);
  const written = current.version === version ? changesOf(input, current) : input;
  try {
    // Nothing changed: nothing to write, and no step in the history.
    if (current.version !== version || Object.keys(written).length > 0) {
      await updateRecord(context, { viewer, door: 'page' }, kind.name, id, written, version, once);
      flash(c, 'flash.saved');
    }
    return c.redirect(`/${language}/${kind.plural}/${id}`, 303);
  } catch (error) {
    if (error instanceof Invalid) return again({ problems: error.problems, status: 400 });
    if (error instanceof Conflict) {
      const theirs = (error.current as Row | null) ?? (await rowOf(c, kind, id));
      return again({
        version: theirs.version,
        above: await bothVersions(c, kind, theirs, input),
        status: 412,
      });
    }
    throw error;
  }
}

function confirmRemoval(c: Request, kind: Kind, row: Row, problems: Problem[] = [], status = 200): Response {
  const { context, viewer, language } = c.var;
  if (!may(context, viewer, kind, 'delete', row))
    throw new Forbidden(`You may not remove this ${kind.name}.`);
  const say = sayIn(language);
  const path = `/${language}/${kind.plural}/${row.id}`;
  const title = titled(c, kind, row).title ?? say('untitled');
  return page(
    c,
    { title: say('delete.title'), unlisted: true },
    <div class="container-tight py-4">
      <form class="card card-md" method="post" action={`${path}/delete`}>
        <div class="card-body">
          <h1 class="h2">{say('delete.title')}</h1>
          <p>
            {kind.label.one[language]}: <strong>{title}</strong>
          </p>
          <p class="text-secondary">{say('delete.words')}</p>
          {problems.length > 0 ? (
            <div class="alert alert-danger" role="alert">
              {problems.map((problem) => (
                <div>{problemWords(language, problem)}</div>
              ))}
            </div>
          ) : null}
          <input type="hidden" name="_version" value={String(row.version)} />
          <div class="btn-list">
            <button type="submit" class="btn btn-danger">
              {say('show.delete')}
            </button>
            <a class="btn" href={path}>
              {say('form.cancel')}
            </a>
          </div>
        </div>
      </form>
    </div>,
    status,
  );
}

async function remove(c: Request, kind: Kind, id: string): Promise<Response> {
  const { context, viewer, language } = c.var;
  const version = Number(textOf(await readForm(c), '_version'));
  try {
    await deleteRecord(context, { viewer, door: 'page' }, kind.name, id, version);
  } catch (error) {
    if (error instanceof Invalid)
      return confirmRemoval(c, kind, await rowOf(c, kind, id), error.problems, 400);
    if (error instanceof Conflict)
      return confirmRemoval(
        c,
        kind,
        await rowOf(c, kind, id),
        [{ pointer: '', code: 'changed-meanwhile', words: error.message }],
        412,
      );
    throw error;
  }
  flash(c, 'flash.deleted');
  return c.redirect(`/${language}/${kind.plural}`, 303);
}
