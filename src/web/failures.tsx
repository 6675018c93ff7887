import type { Child } from 'hono/jsx';
import { Conflict, Failure } from '../errors.ts';
import { isKey, type Key, sayIn } from '../words/index.ts';
import { page, type Request } from './page.tsx';
import { problemWords } from './problem-words.ts';

/** A page that says what went wrong, in the reader's language. */
export function errorPage(c: Request, status: number, words?: Key, more?: Child): Response {
  const say = sayIn(c.var.language);
  const key = (part: string): Key => {
    const exact = `error.${status}.${part}`;
    return isKey(exact) ? exact : (`error.500.${part}` as Key);
  };
  return page(
    c,
    { title: say(key('title')), unlisted: true },
    <div class="failure">
      <div class="failure-number" aria-hidden="true">
        {status}
      </div>
      <h1>{say(key('title'))}</h1>
      <p class="text-secondary">{say(words ?? key('words'))}</p>
      {more}
      <p class="mt-4">
        <a class="btn btn-primary" href={`/${c.var.language}`}>
          {say('error.back-home')}
        </a>
      </p>
    </div>,
    status,
  );
}

/** What an action refused, as a page; what nobody foresaw is logged and told without its insides. */
export function failurePage(c: Request, error: unknown, log: (error: unknown) => void): Response {
  if (error instanceof Conflict) return errorPage(c, 412, 'error.409.title');
  if (error instanceof Failure) {
    const { language } = c.var;
    return errorPage(
      c,
      error.status,
      undefined,
      error.problems.length > 0 ? (
        <ul class="failure-problems">
          {error.problems.map((problem) => (
            <li>
              {problem.pointer ? <code>{problem.pointer}</code> : null} {problemWords(language, problem)}
            </li>
          ))}
        </ul>
      ) : undefined,
    );
  }
  log(error);
  return errorPage(c, 500);
}
