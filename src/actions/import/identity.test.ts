import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kinds } from '../../records/index.ts';
import { referenceOf, Survey, tupleDigest, tupleFields } from './identity.ts';

describe('identity of a row', () => {
  it('rests on address, title, days and description, or on what is tied together', () => {
    expect(Object.fromEntries(Object.values(kinds).map((kind) => [kind.name, tupleFields(kind)]))).toEqual({
      source: ['title', 'url', 'published', 'retrieved'],
      place: ['name', 'parent'],
      organisation: ['name', 'description', 'website', 'founded'],
      person: ['name', 'organisation', 'consented'],
      presence: ['organisation', 'place', 'form', 'from'],
      relation: ['organisation', 'form', 'other', 'person', 'from'],
      opportunity: ['title', 'description', 'published', 'expires', 'url'],
      review: ['opportunity', 'verdict'],
      interest: ['opportunity', 'name'],
    });
  });

  const row = fc.record({
    id: fc.option(fc.constantFrom('1', '2', 'x'.repeat(250), `${'x'.repeat(249)}y`), { nil: undefined }),
    title: fc.constantFrom('Pump', 'Valve', 'Pumpe'),
    stage: fc.constantFrom(1, 2),
  });

  it('is the same however the rows are ordered, and never one for different content', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
        const identities = (order: typeof rows) => {
          const survey = new Survey();
          const tuple = (one: (typeof rows)[number]) => tupleDigest(kinds.opportunity, one);
          for (const one of order) survey.add('s', one.id, tuple(one), JSON.stringify(one));
          return order.map((one, place) => ({
            one,
            reference: referenceOf(
              one.id,
              tuple(one),
              one.id !== undefined && survey.isRepeated('s', one.id),
            ),
            replaced: survey.isReplaced('s', one.id, tuple(one), place),
          }));
        };
        const found = identities(rows);
        const reversed = identities([...rows].reverse()).reverse();
        expect(reversed.map(({ reference }) => reference)).toEqual(found.map(({ reference }) => reference));
        const byReference = Map.groupBy(found, ({ reference }) => reference);
        for (const group of byReference.values()) {
          // One identity: the same id and, as far as identity goes, the same words; the last row alone is not replaced.
          expect(new Set(group.map(({ one }) => `${one.id} ${one.title}`)).size).toBe(1);
          expect(group.map(({ replaced }) => replaced)).toEqual(
            group.map((_, index) => index < group.length - 1),
          );
        }
        // Rows without an id that say the same, and ids that always say the same, have one reference.
        const expected = new Set(
          rows.map((one) => {
            const same = rows.filter((other) => other.id === one.id);
            const unique =
              one.id !== undefined && new Set(same.map((other) => JSON.stringify(other))).size === 1;
            return unique ? `id ${one.id}` : `${one.id} ${one.title}`;
          }),
        );
        expect(byReference.size).toBe(expected.size);
        for (const reference of byReference.keys()) expect(reference.length).toBeLessThanOrEqual(300);
      }),
      { numRuns: 500 },
    );
  });
});
