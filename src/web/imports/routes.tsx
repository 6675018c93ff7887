import type { Hono } from 'hono';
import {
  cancelImport,
  type ImportRequest,
  importable,
  newUpload,
  showImport,
  startImport,
  undoImport,
} from '../../actions/index.ts';
import { Failure, NotFound } from '../../errors.ts';
import { writeRows } from '../../formats/index.ts';
import { isStaff } from '../../records/index.ts';
import { signInFirst } from '../account/sign-in.tsx';
import { errorPage } from '../failures.tsx';
import { limited, onceOf, readForm, textOf } from '../forms.tsx';
import { flash, type PageEnv, type Request } from '../page.tsx';
import { answerBody } from './answer-body.ts';
import { importsPage } from './list.tsx';
import { BadForm, boundaryOf, readParts, TooLarge } from './multipart.ts';
import { requestOf } from './preview-form.ts';
import { taskPage } from './task.tsx';

/** Largest upload, all files of a form together. */
export const largestUpload = 100 * 1024 * 1024;

const base = '/:lang{(?:en|zh)}/imports';

/** Files in: upload, preview with every problem, run, progress, account, undo. For park staff. */
export function importRoutes(app: Hono<PageEnv>): void {
  app.use(`${base}/*`, staffOnly);
  app.use(base, staffOnly);
  app.get(base, (c) => importsPage(c));
  app.post(base, upload);
  app.get(`${base}/:id`, async (c) =>
    taskPage(c, await showImport(c.var.context, c.var.viewer, c.req.param('id'))),
  );
  app.get(`${base}/:id/problems.csv`, problemsFile);
  app.post(`${base}/:id/preview`, limited, (c) => again(c, true));
  app.post(`${base}/:id/run`, limited, (c) => again(c, false));
  app.post(`${base}/:id/cancel`, limited, async (c) => {
    await cancelImport(c.var.context, c.var.viewer, c.req.param('id'));
    return c.redirect(`/${c.var.language}/imports/${c.req.param('id')}`, 303);
  });
  app.post(`${base}/:id/undo`, limited, async (c) => {
    const { context, viewer, language } = c.var;
    await undoImport(context, { viewer, door: 'page' }, c.req.param('id'));
    flash(c, 'import.undone');
    return c.redirect(`/${language}/imports/${c.req.param('id')}`, 303);
  });
}

async function staffOnly(c: Request, next: () => Promise<void>): Promise<Response | undefined> {
  const { viewer } = c.var;
  if (viewer.role === 'visitor') {
    // A file that somebody sends without being signed in is not read.
    if (c.req.method !== 'GET')
      return c.redirect(`/${c.var.language}/sign-in?next=/${c.var.language}/imports`, 303);
    return signInFirst(c);
  }
  if (!isStaff(viewer)) return errorPage(c, 403);
  await next();
  return undefined;
}

async function upload(c: Request): Promise<Response> {
  const { context, viewer, language } = c.var;
  const tooLarge = () => importsPage(c, 'import.too-large', 413);
  const boundary = boundaryOf(c.req.header('content-type'));
  if (!boundary || !c.req.raw.body) return importsPage(c, 'import.no-file', 400);
  if (Number(c.req.header('content-length') ?? 0) > largestUpload) return tooLarge();
  const incoming = await newUpload(context, viewer);
  const fields: Record<string, string> = {};
  try {
    for await (const part of readParts(
      c.req.raw.body as unknown as AsyncIterable<Uint8Array>,
      boundary,
      largestUpload,
    )) {
      if (part.fileName === undefined) fields[part.name] = await textOfPart(part.pieces);
      else if (part.fileName !== '') await incoming.receive(part.fileName, part.pieces);
    }
  } catch (error) {
    await incoming.discard();
    if (error instanceof TooLarge) return tooLarge();
    if (error instanceof BadForm) return importsPage(c, 'import.no-file', 400);
    throw error;
  }
  const kind = context.park.kinds[fields['kind'] ?? ''];
  if (incoming.files.length === 0 || !kind || !importable(kind)) {
    await incoming.discard();
    return importsPage(c, 'import.no-file', 400);
  }
  const request: ImportRequest = { kind: kind.name, files: incoming.files, dryRun: true, likely: true };
  const id = await startImport(context, { viewer, door: 'page' }, request);
  return c.redirect(`/${language}/imports/${id}`, 303);
}

const longestField = 10_000;

async function textOfPart(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    size += piece.length;
    if (size > longestField) throw new BadForm('A field of the form is too long.');
    parts.push(piece);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Another preview with a changed mapping, or the import itself. */
async function again(c: Request, dryRun: boolean): Promise<Response> {
  const { context, viewer, language } = c.var;
  const preview = await showImport(context, viewer, c.req.param('id')!);
  if (preview.form !== 'preview') throw new NotFound('There is no such preview.');
  const fields = await readForm(c);
  const request = requestOf(context, preview, (name) => textOf(fields, name), dryRun);
  try {
    const id = await startImport(context, { viewer, door: 'page' }, request, onceOf(c, fields));
    return c.redirect(`/${language}/imports/${id}`, 303);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    c.status(400);
    return taskPage(c, preview, error.message);
  }
}

/** Every problem that was kept, as a table. */
async function problemsFile(c: Request): Promise<Response> {
  const task = await showImport(c.var.context, c.var.viewer, c.req.param('id')!);
  const columns = ['file', 'sheet', 'row', 'field', 'code', 'words', 'rejected'];
  const rows = (task.result?.problems ?? []).map((problem) => ({ ...problem }));
  return new Response(answerBody(writeRows('csv', columns, rows)), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="problems-${task.id}.csv"`,
      'cache-control': 'private, no-store',
    },
  });
}
