import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeText } from './safe-text.ts';

describe('safe text', () => {
  it.each([
    [
      'entities, encoded more than once',
      'GN&amp;amp;C,&amp;nbsp; 5 &amp;lt; 6 &#181;m &middot; caf&eacute;',
      'GN&C, 5 < 6 µm · café',
    ],
    [
      'paragraphs and lists',
      '<p>One<br/>two</p><ul><li>a</li>\n<li>b <b>c</b></li></ul><p>Three</p>',
      'One\ntwo\n- a\n- b c\n\nThree',
    ],
    ['encoded tags', '&amp;lt;ul&amp;gt; &amp;lt;li&amp;gt;x&amp;lt;/li&amp;gt; &amp;lt;/ul&amp;gt;', '- x'],
    [
      'scripts, styles and comments',
      'a<script>alert("<b>")</script><style>p{}</style><!-- <p>x</p> -->b<img src=x onerror="y">',
      'a b',
    ],
    ['a script that never ends', 'a<script>alert(1)', 'aalert(1)'],
    [
      'what only looks like a tag',
      'a <b and c> d, x<5, y > 3, List<T>',
      'a <b and c> d, x<5, y > 3, List<T>',
    ],
    [
      'Markdown',
      '## **Unmet** Need ##\n* one\n* _in vivo_ `two`\n\n***\n2 * 3 * 4, a_b_c, #18794',
      'Unmet Need\n\n- one\n- in vivo two\n\n2 * 3 * 4, a_b_c, #18794',
    ],
    [
      'links',
      '[Cell (2020)](https://doi.org/10.1/a(b)c) <a href="https://x.org/?a=1&amp;b=2">x</a> [https://y.org](https://y.org) ![Image](z.png)',
      'Cell (2020) (https://doi.org/10.1/a(b)c) x (https://x.org/?a=1&b=2) https://y.org Image',
    ],
    ['signs of Windows-1252', 'it\u0092s \u0095 a', 'it’s • a'],
    ['invisible and turning characters', 'a\u200B\uFEFF\u202Eb\u00ADc\u0007\0', 'abc'],
    ['exponents and indices', 'm<sup>2</sup> H<sub>2</sub>O', 'm^2 H2O'],
    ['Chinese', '<p>固态电池&nbsp;<strong>技术</strong></p>\r\n\r\n\r\n• 优势', '固态电池 技术\n\n- 优势'],
  ])('%s', (_, before, after) => {
    expect(safeText(before)).toBe(after);
  });

  const pieces = fc.array(
    fc.constantFrom(
      ...[
        '<',
        '>',
        '/',
        'b',
        'p',
        'li',
        'script',
        '<script>',
        '</script>',
        '<p>',
        '<li>',
        '</a>',
        '<a href="https://x.org">',
        '<!--',
        '-->',
      ],
      ...[
        '&',
        'amp',
        ';',
        'lt;',
        '&#38;',
        '&amp;',
        '&lt;',
        '*',
        '**',
        '_',
        '`',
        '#',
        '# ',
        '[',
        ']',
        '(https://x)',
        '!',
        '- ',
        '•',
        ' ',
        '\n',
        '=',
        'x',
        '1',
      ],
    ),
    { maxLength: 40 },
  );

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          pieces.map((parts) => parts.join('')),
          fc.string({ unit: 'binary' }),
        ),
        (text) => {
          const once = safeText(text);
          expect(safeText(once)).toBe(once);
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it('leaves no script and no attribute', () => {
    fc.assert(
      fc.property(pieces, (parts) => {
        expect(safeText(parts.join(''))).not.toMatch(/<(?:script|p|a|li)(?:\s+href=[^<>]*)?>/i);
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([
    ...[
      '<',
      '&',
      '&amp;',
      '*a',
      '**',
      '_a ',
      '[',
      '[a](',
      '[a](http://x ',
      '<a ',
      '<a href=',
      '<script>',
      '<!--',
      '# ',
      '- ',
      '`a',
      '==',
    ],
    ...['&#38;', '\n- \n', ' ', '(', '<?', '*** '],
  ])('takes linear time on many %j', (piece) => {
    const time = (length: number) => {
      const text = `${piece.repeat(Math.ceil(length / piece.length))}x`;
      const start = performance.now();
      safeText(text);
      return performance.now() - start;
    };
    time(50_000);
    // Quadratic work would take minutes here.
    expect(time(400_000)).toBeLessThan(2_000);
  });
});
