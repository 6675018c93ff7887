import type { Db } from './database.ts';
import { newId } from './write.ts';

/** `interrupted` is never stored: a task that runs and has not been heard of for a minute was cut off. */
export type TaskState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled' | 'interrupted';

export interface TaskRow<Input = unknown, Result = unknown> {
  id: string;
  form: string;
  title: string;
  state: TaskState;
  done: number;
  total: number | null;
  input: Input;
  result: Result | null;
  error: string | null;
  cancel: boolean;
  actor: string;
  createdAt: string;
  updatedAt: string;
  finishedAt: string | null;
}

const head = `id, form, title, case when state = 'running' and updated_at < now() - interval '1 minute' then 'interrupted' else state end as state,
  done, total, cancel, actor, error, created_at::text as "createdAt", updated_at::text as "updatedAt", finished_at::text as "finishedAt"`;

/** Puts down a piece of long work; `state` is running for work that its maker does itself. */
export async function createTask(
  db: Db,
  task: Pick<TaskRow, 'form' | 'title' | 'input' | 'actor'> & {
    id?: string;
    state?: 'waiting' | 'running';
    total?: number;
  },
): Promise<string> {
  const id = task.id ?? newId();
  await db.query(
    'insert into tasks (id, form, title, state, input, actor, total) values ($1, $2, $3, $4, $5::jsonb, $6, $7)',
    [
      id,
      task.form,
      task.title.slice(0, 500),
      task.state ?? 'waiting',
      JSON.stringify(task.input),
      task.actor,
      task.total ?? null,
    ],
  );
  return id;
}

/** The oldest waiting task of the forms named, now running; each task is given to one taker only. */
export async function claimTask(db: Db, forms: readonly string[]): Promise<TaskRow | undefined> {
  const [row] = await db.query<TaskRow>(
    `update tasks set state = 'running', updated_at = now() where id =
       (select id from tasks where state = 'waiting' and form = any($1::text[]) order by created_at, id limit 1 for update skip locked)
     returning ${head}, input, result`,
    [forms],
  );
  return row;
}

/** Tells how far work has come; the answer says whether somebody wants it to stop. */
export async function reportProgress(
  db: Db,
  id: string,
  done: number,
  total: number | null,
): Promise<boolean> {
  const [row] = await db.query<{ cancel: boolean }>(
    `update tasks set done = $2, total = coalesce($3, total), updated_at = now() where id = $1 and state = 'running' returning cancel`,
    [id, done, total],
  );
  return row?.cancel ?? false;
}

export async function finishTask(
  db: Db,
  id: string,
  end: { state: 'done' | 'failed' | 'cancelled'; result?: unknown; error?: string; done?: number },
): Promise<void> {
  await db.query(
    `update tasks set state = $2, result = coalesce($3::jsonb, result), error = $4, done = coalesce($5, done), finished_at = clock_timestamp(), updated_at = clock_timestamp() where id = $1`,
    [
      id,
      end.state,
      end.result === undefined ? null : JSON.stringify(end.result),
      end.error?.slice(0, 4000) ?? null,
      end.done ?? null,
    ],
  );
}

/** Adds to a task's result, such as what became of it later. */
export const amendTask = (db: Db, id: string, more: unknown) =>
  db.query(`update tasks set result = coalesce(result, '{}') || $2::jsonb where id = $1`, [
    id,
    JSON.stringify(more),
  ]);

/** Asks for an end; a task that nobody has begun ends at once. */
export async function cancelTask(db: Db, id: string): Promise<void> {
  await db.query(
    `update tasks set cancel = true, state = case when state = 'waiting' then 'cancelled' else state end,
       finished_at = case when state = 'waiting' then now() else finished_at end where id = $1 and state in ('waiting', 'running')`,
    [id],
  );
}

export async function findTask(db: Db, id: string): Promise<TaskRow | undefined> {
  const [row] = await db.query<TaskRow>(`select ${head}, input, result from tasks where id = $1`, [id]);
  return row;
}

/** Tasks, latest first, without the long lists in their results. */
export const listTasks = (db: Db, forms: readonly string[], limit = 100): Promise<TaskRow[]> =>
  db.query<TaskRow>(
    `select ${head}, input, result - 'problems' as result from tasks where form = any($1::text[]) order by created_at desc, id desc limit $2`,
    [forms, limit],
  );
