import type { Context } from '../actions/index.ts';

/** A command of `bin/causeway`: exit 0, 1 where the work found something wrong, 2 for wrong use. */
export interface Command {
  name: string;
  summary: string;
  help: string;
  run(args: string[]): Promise<number>;
}

/** Wrong use: said in a line, exit 2. */
export class Usage extends Error {}

/** Opens the park for a command that needs one: its database and what actions stand on. */
export type OpenPark = () => Promise<{ context: Context; close(): Promise<void> }>;
