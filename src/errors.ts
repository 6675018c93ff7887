/** A place in the input, what is wrong there, and what would be right. `pointer` is a JSON pointer. */
export interface Problem {
  pointer: string;
  code: string;
  words: string;
}

/** The named failures of Causeway: each door turns them into its own answer (status, page, exit code). */
export abstract class Failure extends Error {
  abstract readonly status: 400 | 403 | 404 | 409 | 412 | 413 | 428 | 429;
  readonly problems: Problem[];
  constructor(message: string, problems: Problem[] = []) {
    super(message);
    this.name = new.target.name;
    this.problems = problems;
  }
}

export class Invalid extends Failure {
  readonly status = 400;
}
export class Forbidden extends Failure {
  readonly status = 403;
}
export class NotFound extends Failure {
  readonly status = 404;
}
export class TooMany extends Failure {
  readonly status = 429;
  /** Seconds after which it may be tried again. */
  readonly retryAfter: number;
  constructor(message: string, retryAfter = 3600) {
    super(message);
    this.retryAfter = retryAfter;
  }
}

/** Somebody else changed the record first: both versions travel with the refusal, so nothing is lost. */
export class Conflict extends Failure {
  readonly status = 412;
  readonly current: unknown;
  readonly yours: unknown;
  constructor(message: string, current: unknown, yours: unknown) {
    super(message);
    this.current = current;
    this.yours = yours;
  }
}
