/** A person of the forum. Slots are numbered from 1. */
export interface Participant {
  id: string;
  name?: string;
  unavailable?: number[];
  /** Most meetings this person may have. */
  max?: number;
  /** A meeting whose participants are all remote needs no table. */
  remote?: boolean;
}

/** A meeting that is wished for; two people or more. */
export interface Meeting {
  id: string;
  participants: string[];
  session?: string;
  /** Fixed slot. */
  slot?: number;
  /** Meetings that must come strictly earlier, where both are placed. */
  after?: string[];
  /** 1 to 3, default 1. */
  priority?: number;
  /** Default true. */
  required?: boolean;
  /** Fixed table. */
  table?: number;
  /** Stays as it is in `previous`. */
  locked?: boolean;
}

/** A meeting in its place; `table` is null where all its people are remote. */
export interface Assignment {
  meeting: string;
  slot: number;
  table: number | null;
}

/** The meetings to place and what must hold. */
export interface Instance {
  slots: number;
  tables: number;
  /** The breaks of any two participants differ by at most this. */
  fairness?: number;
  /** Inclusive, disjoint ranges of slots. */
  sessions?: Record<string, [number, number]>;
  /** The instant each slot begins. */
  starts?: string[];
  participants: Participant[];
  meetings: Meeting[];
  /** A schedule people already hold: changes to it come before breaks. */
  previous?: Assignment[];
}

/** A set of wishes that cannot all hold, in words for the people who plan. */
export interface Conflict {
  words: string;
  participants: string[];
  meetings: string[];
  slots: number[];
}

export interface Schedule {
  /** `optimal`: priority placed and total breaks are proved; `infeasible`: proved that not all required meetings fit. */
  status: 'optimal' | 'feasible' | 'infeasible';
  breaks: number;
  /** Proved lower bound on breaks, for as many meetings as this schedule places. */
  bound: number;
  assignments: Assignment[];
  unscheduled: { meeting: string; reason: string }[];
  /** Why not all required meetings fit: smallest sets found. */
  conflicts?: Conflict[];
  /** Meetings of the previous schedule that lie elsewhere or nowhere now. */
  changed?: number;
  seconds: number;
  seed: number;
}

/** What is known so far. */
export interface Progress {
  /** Required meetings not placed yet. */
  missing: number;
  best: number;
  bound: number;
  seconds: number;
}
