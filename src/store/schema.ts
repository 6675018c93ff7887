import { kinds } from '../records/index.ts';
import { tablesOf } from './tables.ts';

export { accounts, sessions, users, verifications } from './accounts-tables.ts';
export { changes, letters, onces, settings, tasks } from './tables.ts';

// drizzle-kit reads the tables of all kinds from named exports.
const tables = tablesOf(kinds);
export const { source, place, organisation, person, presence, relation, opportunity, review, interest } =
  tables;
