import { describe, expect, it } from 'vitest';
import {
  applyMapping,
  type Mapping,
  opportunityColumnNames,
  opportunityFields,
  parseMapping,
  proposeMapping,
  type Row,
  readProtection,
  recogniseMapping,
  shippedMappings,
  type Unreadable,
} from './index.ts';

const sample = (...rows: Record<string, unknown>[]): Row[] =>
  rows.map((values, index) => ({ place: { file: 'f', row: index + 2 }, values, problems: [] }));

const propose = (columns: string[], rows: Row[] = []) =>
  proposeMapping(columns, opportunityFields, opportunityColumnNames, rows);

describe('applying a mapping', () => {
  const mapping: Mapping = parseMapping(
    {
      name: 'm',
      words: '',
      columns: ['Name'],
      fields: {
        kind: { constant: 'technology-offer' },
        organisation: { file: { park_a: 'Park A' }, otherwise: 'Some park' },
        title: { column: 'name', replace: [['--', '–']] },
        published: { column: 'Day', as: 'day', empty: ['n/a'] },
        codes: { column: 'Codes', as: 'list' },
        protection: { column: 'Rights', as: 'protection' },
        'title@en': { column: 'English' },
      },
    },
    'm.json',
  );

  it('gives values, keeps the rest as notes, and reports days that are none', () => {
    const row = {
      Name: 'a -- b',
      Day: '10/9/2019',
      Codes: 'ipc:H01M; sdg:7',
      Rights: 'US 9,487,472',
      Colour: 'red',
      Empty: ' ',
      n: 0,
    };
    expect(applyMapping(row, mapping, 'in/Park_A.json')).toEqual({
      values: {
        kind: 'technology-offer',
        organisation: 'Park A',
        title: 'a – b',
        codes: ['ipc:H01M', 'sdg:7'],
        protection: 'granted',
        'protection references': 'US 9,487,472',
      },
      notes: { Day: '10/9/2019', Colour: 'red', n: 0 },
      problems: [
        {
          pointer: '/published',
          code: 'day-ambiguous',
          words:
            '“10/9/2019” could be two different days; the mapping must say whether day or month comes first.',
        },
      ],
    });
  });

  it('leaves out what is empty', () => {
    expect(applyMapping({ ' NAME ': '', Day: 'N/A', Codes: null }, mapping, 'x.csv')).toEqual({
      values: { kind: 'technology-offer', organisation: 'Some park' },
      notes: {},
      problems: [],
    });
  });

  it('names every wrong place of a mapping', () => {
    try {
      parseMapping(
        { name: 'm', words: '', columns: [], fields: { 'a/b': { column: '' }, c: { nothing: 1 } } },
        'm.json',
      );
      expect.unreachable();
    } catch (error) {
      expect((error as Unreadable).code).toBe('bad-mapping');
      expect((error as Unreadable).problems.map(({ pointer }) => pointer)).toEqual([
        '/fields/a~1b/column',
        '/fields/c',
      ]);
    }
  });
});

describe('recognising', () => {
  it('takes the most specific mapping whose columns are all there', () => {
    const loose: Mapping = { name: 'loose', words: '', columns: ['URL'], fields: {} };
    const columns = [
      'url',
      'Topic Name',
      'description',
      'agency',
      'phase',
      'program',
      'release_date',
      'open_date',
      'close_date',
    ];
    expect(recogniseMapping(columns, [loose, ...shippedMappings])?.name).toBe('agency-requests');
    expect(recogniseMapping(columns.slice(0, 4), [loose, ...shippedMappings])?.name).toBe('loose');
    expect(recogniseMapping(['title'], shippedMappings)).toBeUndefined();
  });
});

describe('proposing', () => {
  const fields = (columns: string[]) => propose(columns).proposals.map(({ field }) => field);

  it.each([
    [
      [
        'Profile Reference',
        'Title',
        'Abstract',
        'Full description',
        'Advantages and innovations',
        'Stage of development',
        'IPR Status',
        'Partner sought',
        'Weather',
      ],
      ['id', 'title', 'summary', 'description', 'advantages', 'stage', 'protection', 'partner', undefined],
    ],
    [
      ['标题', '技术描述', '企业名称', '发布日期', '截止时间', '国家', '联系人', '知识产权'],
      ['title', 'description', 'organisation', 'published', 'expires', 'country', 'contact', 'protection'],
    ],
    [
      ['Titel', 'Beschreibung', 'Firma', 'Land', 'Reifegrad (TRL)'],
      ['title', 'description', 'organisation', 'country', 'stage'],
    ],
    [
      ['titolo', 'descrizione', 'ente', 'scadenza', 'paese'],
      ['title', 'description', 'organisation', 'expires', 'country'],
    ],
    [
      ['제목', '기술내용', '기관명', '등록일', '국가'],
      ['title', 'description', 'organisation', 'published', 'country'],
    ],
    [
      ['title', 'title@en', 'Titel (de)', 'description_zh'],
      ['title', 'title@en', 'title@de', 'description@zh'],
    ],
  ])('%j', (columns, expected) => {
    expect(fields(columns)).toEqual(expected);
  });

  it('gives each field once, to the best column', () => {
    expect(fields(['name', 'title'])).toEqual([undefined, 'title']);
  });

  it('knows every field by its own name', () => {
    expect(fields(opportunityFields)).toEqual(opportunityFields);
  });

  it('learns the order of dates from the rows, where they prove it', () => {
    const rule = (...days: string[]) =>
      propose(['date'], sample(...days.map((date) => ({ date })))).mapping.fields['published'];
    expect(rule('1/2/2019', '13/2/2019')).toEqual({ column: 'date', as: 'day', order: 'dmy' });
    expect(rule('1/2/2019', '2/13/2019')).toEqual({ column: 'date', as: 'day', order: 'mdy' });
    expect(rule('1/2/2019')).toEqual({ column: 'date', as: 'day' });
    expect(rule('13/2/2019', '2/13/2019')).toEqual({ column: 'date', as: 'day' });
  });
});

it.each([
  ['granted', 'granted', ''],
  ['None', 'none', ''],
  ['Patent(s) Pending', 'pending', 'Patent(s) Pending'],
  ['10,712,406', 'granted', '10,712,406'],
  ['US2018/032785, 11,554,097, WO2024086077A1', 'granted', 'US2018/032785, 11,554,097, WO2024086077A1'],
  ['63/603,468', 'pending', '63/603,468'],
  ['PCT/US2023/035153', 'pending', 'PCT/US2023/035153'],
  ['US20220149628A1', 'pending', 'US20220149628A1'],
  ['US10738297B2', 'granted', 'US10738297B2'],
  ['已授权 ZL201380033385.5', 'granted', '已授权 ZL201380033385.5'],
  ['Software copyright registered', 'copyright', 'Software copyright registered'],
  ['GENOME EDITING', undefined, 'GENOME EDITING'],
])('protection %j: %s', (text, protection, references) => {
  expect(readProtection(text)).toEqual(protection ? { protection, references } : { references });
});
