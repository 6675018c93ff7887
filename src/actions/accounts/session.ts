import type { Viewer } from '../../records/index.ts';
import type { SessionRow } from '../../store/index.ts';

/** What somebody types to sign in. */
export interface Credentials {
  email: string;
  password: string;
  /** Stay signed in when the browser closes. */
  remember: boolean;
}

/** Where a request comes from: the network address limits count by, and how the browser names itself. */
export interface Origin {
  address: string;
  device?: string;
}

export interface Entered {
  token: string;
  viewer: Viewer;
  /** Set-Cookie headers for the browser. */
  cookies: string[];
}

/** Signing in and out, and who asks: made by the composition root, given to the doors. */
export interface SignIn {
  /** Who sends a request, by its session's cookie or bearer token; anybody else is a visitor. */
  viewerOf(request: Request): Promise<Viewer>;
  /** The request's session while it stands. */
  sessionOf(request: Request): Promise<SessionRow | undefined>;
  /** Whether the request carries a session's cookie, good or not: what other sites must not make use of. */
  carriesCookie(request: Request): boolean;
  /** Undefined where address and password do not go together, or the account is closed. Throws `TooMany`. */
  enter(credentials: Credentials, origin: Origin): Promise<Entered | undefined>;
  /** Ends the request's session; returns the Set-Cookie headers that make the browser forget it. */
  leave(request: Request): Promise<string[]>;
}
