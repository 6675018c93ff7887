import { interest } from './interest.ts';
import { opportunity } from './opportunity.ts';
import { organisation } from './organisation.ts';
import { person } from './person.ts';
import { place } from './place.ts';
import { presence } from './presence.ts';
import type { Kinds } from './record.ts';
import { relation } from './relation.ts';
import { review } from './review.ts';
import { source } from './source.ts';

export * from './check.ts';
export * from './cut.ts';
export * from './field.ts';
export { countries, isCode, isCurrency } from './identifiers.ts';
export * from './record.ts';
export * from './viewer.ts';
export { interest, opportunity, organisation, person, place, presence, relation, review, source };

/** All kinds that the platform knows, in the order in which they can be loaded. */
export const kinds = {
  source,
  place,
  organisation,
  person,
  presence,
  relation,
  opportunity,
  review,
  interest,
} satisfies Kinds;
