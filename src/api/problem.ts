import { Conflict, Failure, type Problem, TooMany } from '../errors.ts';

/** An error as RFC 9457 has it: what, where (JSON pointers or names in the address), and the allowed words. */
export interface ProblemDetails {
  type: string;
  title: string;
  status: number;
  detail: string;
  errors?: Problem[];
  /** On a conflict: the record as it is now, and what was sent. */
  current?: unknown;
  yours?: unknown;
}

const titles: Record<number, string> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  412: 'Changed in the meantime',
  413: 'Too large',
  415: 'Unsupported media type',
  428: 'Version needed',
  429: 'Too many requests',
  500: 'Internal error',
};

export function problem(status: number, detail: string, more: Partial<ProblemDetails> = {}): Response {
  const body: ProblemDetails = {
    type: 'about:blank',
    title: titles[status] ?? 'Error',
    status,
    detail,
    ...more,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });
}

/** What an action refused, as an answer; what nobody foresaw is told without its insides. */
export function problemOf(error: unknown, log: (error: unknown) => void): Response {
  if (error instanceof Conflict) {
    return problem(error.status, error.message, { current: error.current, yours: error.yours });
  }
  if (error instanceof TooMany) {
    const answer = problem(error.status, error.message);
    answer.headers.set('retry-after', String(error.retryAfter));
    return answer;
  }
  if (error instanceof Failure) {
    return problem(error.status, error.message, error.problems.length > 0 ? { errors: error.problems } : {});
  }
  log(error);
  return problem(500, 'Something went wrong here. It has been logged.');
}
