import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createIndex, highlight, type MatchIndex } from './index.ts';

const ids = (index: MatchIndex, query: string): string[] => index.search(query).map(({ id }) => id);

describe('one index for all languages, without tables', () => {
  const index = createIndex();
  index.add('zh', [{ text: '硫化物固态电池的制备方法', language: 'zh' }]);
  index.add('de', [{ text: 'Verfahren zur Herstellung von Festkörperbatterien', language: 'de' }]);
  index.add('it', [{ text: "Processo per l'elettrolisi dell'acqua", language: 'it' }]);
  index.add('ko', [{ text: '고체전해질을 이용한 배터리 기술', language: 'ko' }]);
  index.add('en', [{ text: 'Cathodes of LiFePO4 for batteries, tested at 3.5 V', language: 'en' }]);

  it('finds a Chinese word inside a longer one', () => {
    expect(ids(index, '电池')).toEqual(['zh']);
  });
  it('takes traditional characters for simplified ones', () => {
    expect(ids(index, '固態電池')).toEqual(['zh']);
  });
  it('finds inflected German and Italian words, with an apostrophe before them', () => {
    expect(ids(index, 'Festkörperbatterie')).toEqual(['de']);
    expect(ids(index, 'elettrolisi')).toEqual(['it']);
  });
  it('finds a Korean noun whatever particle follows, and inside a compound', () => {
    expect(ids(index, '배터리를')).toEqual(['ko']);
    expect(ids(index, '전해질')).toEqual(['ko']);
  });
  it('finds formulae, acronyms and numbers from any language', () => {
    expect(ids(index, '磷酸铁锂 LiFePO₄')).toEqual(['en']);
    expect(ids(index, '3.5')).toEqual(['en']);
  });
});

describe('changing the index', () => {
  it('replaces a document of the same id and forgets a removed one', () => {
    const index = createIndex();
    index.add('a', 'membrane for water');
    index.add('a', 'laser for steel');
    index.add('b', 'membrane for gas');
    expect([index.size, ids(index, 'membrane'), ids(index, 'laser')]).toEqual([2, ['b'], ['a']]);
    expect([index.remove('b'), index.remove('b'), index.has('b'), ids(index, 'membrane')]).toEqual([
      true,
      false,
      false,
      [],
    ]);
  });

  it('answers the same after saving and loading, and goes on from there', () => {
    const index = createIndex();
    for (let i = 0; i < 50; i++)
      index.add(`d${i}`, `sensor number ${i} with ${i % 7 ? 'silicon' : 'graphene'}`);
    index.remove('d7');
    const loaded = createIndex();
    expect(loaded.load(index.save().buffer)).toBe(true);
    expect(loaded.search('graphene sensor')).toEqual(index.search('graphene sensor'));
    loaded.add('new', 'graphene graphene graphene');
    expect(ids(loaded, 'graphene')[0]).toBe('new');
  });

  it('does not load what is no index', () => {
    const index = createIndex();
    index.add('a', 'kept');
    for (const bytes of [new Uint8Array(0), new Uint8Array(100), new TextEncoder().encode('{"format":"x"}')])
      expect(index.load(bytes.buffer as ArrayBuffer)).toBe(false);
    expect(ids(index, 'kept')).toEqual(['a']);
  });

  it('equals a fresh index after adding, replacing, removing and compacting in any order', () => {
    const words = ['laser', 'pump', 'valve', 'membrane', 'sensor', 'graphene'];
    const text = fc
      .array(fc.constantFrom(...words), { minLength: 1, maxLength: 6 })
      .map((list) => list.join(' '));
    const step = fc.record({ id: fc.integer({ min: 0, max: 8 }).map(String), text: fc.option(text) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const index = createIndex();
        const kept = new Map<string, string>();
        for (const { id, text: content } of steps) {
          kept.delete(id);
          if (content === null) index.remove(id);
          else {
            index.add(id, content);
            kept.set(id, content);
          }
        }
        index.save();
        const fresh = createIndex();
        for (const [id, content] of kept) fresh.add(id, content);
        for (const word of words) expect(index.search(word)).toEqual(fresh.search(word));
      }),
      { numRuns: 60 },
    );
  });
});

/** Words of Zipf's frequencies from a small generator with a seed. */
function corpus(seed: number, documents: number): string[] {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return Array.from({ length: documents }, () =>
    Array.from({ length: 8 + Math.floor(next() * 30) }, () => `w${Math.floor(800 ** next())}x`).join(' '),
  );
}

describe('search', () => {
  const index = createIndex();
  const texts = corpus(7, 4_000);
  for (const [i, text] of texts.entries()) index.add(String(i), text);

  it('prunes without changing the best, under filters and boosts', () => {
    const [queries] = [corpus(8, 60)];
    for (const [i, query] of queries.entries()) {
      const filter = i % 3 === 0 ? (id: string) => Number(id) % 5 !== 0 : undefined;
      const boost = i % 4 === 0 ? (id: string) => (Number(id) % 7 === 0 ? 1.3 : 1) : undefined;
      const options = { top: 10, filter, boost };
      expect(index.search(query, options)).toEqual(index.search(query, { ...options, pruning: false }));
    }
  });

  it('gives reasons whose weights add up to the score, best first', () => {
    for (const query of corpus(9, 20)) {
      const results = index.search(query, { boost: (id) => (id.endsWith('3') ? 1.2 : 1) });
      for (const { score, reasons } of results)
        expect(reasons.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(score, 12);
      expect(results.map(({ score }) => score)).toEqual(
        results.map(({ score }) => score).sort((a, b) => b - a),
      );
    }
  });

  it('asks the filter about candidates only', () => {
    let asked = 0;
    const filter = (): boolean => {
      asked++;
      return true;
    };
    index.search('w1x w700x', { filter, top: 3 });
    expect(asked).toBeLessThan(2_000);
  });

  it('quotes the words of the document', () => {
    const small = createIndex();
    const fields = [{ text: 'Novel Catalysts for water splitting', language: 'en' }];
    small.add('a', fields);
    const [result] = small.search('catalyst for splitting of water', { fields: () => fields });
    expect(result!.reasons.map(({ query, document }) => [query, document]).sort()).toEqual([
      ['catalyst', 'Catalysts'],
      ['splitting', 'splitting'],
      ['water', 'water'],
    ]);
  });
});

describe('bad input', () => {
  const index = createIndex();
  index.add('a', 'membrane pump');
  const hostile: [string, string][] = [
    ['empty', ''],
    ['one letter', 'a'],
    ['one ideogram', '的'],
    ['blank', ' \n\t\u00a0'],
    ['stop words', 'the of and with for we are looking for'],
    ['Chinese stop words', '我们寻找用于的'],
    ['emoji', '🚀🔋👩‍🔬'],
    ['binary', String.fromCharCode(...Array.from({ length: 2_000 }, (_, i) => i % 32))],
    ['lone surrogates', '\ud800\udc00\ud800 \udfff'],
    ['right-to-left marks', '\u202e\u200f\u061c\u2067'],
    ['patterns', `${'('.repeat(5_000)}a+${')+'.repeat(5_000)}$`],
  ];
  it.each(hostile)('answers nothing to %s', (_, text) => {
    expect(index.search(text)).toEqual([]);
  });

  it('reads an unknown language by its words', () => {
    index.add('ru', 'Мембранный насос для воды');
    expect(ids(index, 'насос')).toEqual(['ru']);
    expect(ids(index, 'насосы қазақ')).toEqual([]);
  });

  it.each([
    ['words', 'membrane technology '.repeat(50_000)],
    ['one word', 'a'.repeat(1_000_000)],
    ['accents', 'é\u0301'.repeat(500_000)],
    ['ideograms', '电解质膜'.repeat(250_000)],
    ['Hangul', '전해질막을'.repeat(200_000)],
    ['digits and dots', '1.'.repeat(500_000)],
    ['spaces', ' '.repeat(1_000_000)],
    ['mixed', 'aé电지1.-'.repeat(150_000)],
  ])('takes a megabyte of %s in bounded time', (_, text) => {
    const begun = performance.now();
    const one = createIndex();
    one.add('big', text);
    one.search(text);
    expect(performance.now() - begun).toBeLessThan(6_000);
  });

  it('takes any text at all', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.string({ unit: 'grapheme' }),
        (text, query) => {
          const one = createIndex();
          one.add('x', text);
          const results = one.search(query);
          expect(results.length).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('highlighting', () => {
  const { analyser } = createIndex();
  const marked = (query: string, text: string, language?: string): string[] =>
    highlight(analyser, analyser.analyse(query), text, language).map(({ start, end }) =>
      text.slice(start, end),
    );

  it('marks inflected words and joins neighbours', () => {
    expect(marked('water pumps', 'A water pump that pumps deep water.', 'en')).toEqual([
      'water pump',
      'pumps',
      'water',
    ]);
  });
  it('marks Chinese and Korean words', () => {
    expect(marked('电池', '固态电池与电池管理', 'zh')).toEqual(['电池', '电池']);
    expect(marked('전해질', '고체 전해질을 쓴다', 'ko')).toEqual(['전해질을']);
  });
  it('marks nothing for stop words', () => {
    expect(marked('the of', 'the end of the day', 'en')).toEqual([]);
  });
});
