import { describe, expect, it } from 'vitest';
import { type BadQuery, type Condition, parseQuery, type Schemas } from './index.ts';

const schemas: Schemas = {
  company: {
    name: 'company',
    fields: {
      name: { type: 'words', sortable: true },
      country: { type: 'text' },
      form: { type: 'text', values: ['firm', 'school'] },
      founded: { type: 'day', sortable: true },
      size: { type: 'integer', sortable: true },
      codes: { type: 'list' },
      capital: { type: 'money' },
      seen: { type: 'instant' },
      open: { type: 'flag' },
      parent: { type: 'ref', to: 'company' },
    },
    many: { branches: { to: 'branch', by: 'company' } },
    dated: false,
  },
  branch: {
    name: 'branch',
    fields: { form: { type: 'text' }, company: { type: 'ref', to: 'company' }, country: { type: 'text' } },
    many: {},
    dated: true,
  },
};

const parse = (search: string) =>
  parseQuery(new URLSearchParams(search), schemas, 'company', { timezone: 'Asia/Shanghai' });
const where = (search: string) => (parse(search).where as { of: Condition[] }).of;
const problems = (search: string) => {
  try {
    parse(search);
  } catch (error) {
    return (error as BadQuery).problems.map(({ pointer, code }) => [pointer, code]);
  }
  return [];
};

describe('the grammar', () => {
  it('reads values, one-of, bounds, negation, text, emptiness', () => {
    expect(where('country=DE&country=AT')).toEqual([{ op: 'in', field: 'country', values: ['DE', 'AT'] }]);
    expect(where('size[min]=10')).toEqual([{ op: 'min', field: 'size', value: 10 }]);
    expect(where('country[not]=DE')).toEqual([
      { op: 'not', of: { op: 'in', field: 'country', values: ['DE'] } },
    ]);
    expect(where('name[has]=ACME')).toEqual([{ op: 'has', field: 'name', values: ['acme'] }]);
    expect(where('country[empty]=true')).toEqual([{ op: 'not', of: { op: 'present', field: 'country' } }]);
    expect(where('codes=ipc:H01M')).toEqual([{ op: 'in', field: 'codes', values: ['ipc:H01M'] }]);
  });

  it('reads days as the span that was written, and instants in the park’s time zone', () => {
    expect(where('founded=2015-02')).toEqual([
      { op: 'within', field: 'founded', ranges: [{ first: '2015-02-01', last: '2015-02-28' }] },
    ]);
    expect(where('founded[max]=2016')).toEqual([{ op: 'max', field: 'founded', value: '2016-12-31' }]);
    expect(where('seen[min]=2015-04-30')).toEqual([
      { op: 'min', field: 'seen', value: '2015-04-29T16:00:00Z' },
    ]);
    expect(where('seen[max]=2015-04-30')).toEqual([
      { op: 'max', field: 'seen', value: '2015-04-30T15:59:59.999999Z' },
    ]);
  });

  it('binds conditions on a relation to one element, and a numbered one to another', () => {
    expect(where('branches.form=lab&branches.country=KR&branches:2.form=shop')).toEqual([
      {
        op: 'some',
        via: 'branches',
        where: {
          op: 'all',
          of: [
            { op: 'in', field: 'form', values: ['lab'] },
            { op: 'in', field: 'country', values: ['KR'] },
          ],
        },
      },
      {
        op: 'some',
        via: 'branches',
        where: { op: 'all', of: [{ op: 'in', field: 'form', values: ['shop'] }] },
      },
    ]);
    expect(where('branches[empty]=true')).toEqual([
      { op: 'not', of: { op: 'some', via: 'branches', where: { op: 'all', of: [] } } },
    ]);
  });

  it('takes a missing related record for empty fields, so that a negation stands outside', () => {
    expect(where('parent.country[not]=DE')).toEqual([
      { op: 'not', of: { op: 'some', via: 'parent', where: { op: 'in', field: 'country', values: ['DE'] } } },
    ]);
  });

  it('groups alternatives', () => {
    expect(where('or[1].country=DE&or[1].size[min]=7&or[2].open=true')).toEqual([
      {
        op: 'any',
        of: [
          { op: 'in', field: 'country', values: ['DE'] },
          { op: 'min', field: 'size', value: 7 },
        ],
      },
      { op: 'any', of: [{ op: 'in', field: 'open', values: [true] }] },
    ]);
  });

  it('names the currency of money', () => {
    expect(where('capital.CNY[min]=1000.50')).toEqual([
      { op: 'min', field: 'capital', value: '1000.50', currency: 'CNY' },
    ]);
    expect(problems('capital[min]=1000')).toEqual([['capital[min]', 'no-currency']]);
  });

  it('reads order, page and day', () => {
    const { sort, limit, at, count } = parse('sort=-founded,name&limit=20&at=2015-04-30&count=exact');
    expect({ sort, limit, at, count }).toEqual({
      sort: [
        { field: 'founded', descending: true },
        { field: 'name', descending: false },
      ],
      limit: 20,
      at: '2015-04-30',
      count: 'exact',
    });
  });

  it('names every problem with its place', () => {
    expect(
      problems(
        'limit=abc&at=2015-13-01&sort=country&colour=red&size=ten&form=shop&founded=2015-02-30&country[like]=x&parent.=1&open=maybe&size[min]=1&size[min]=2&country:2=DE',
      ),
    ).toEqual([
      ['limit', 'out-of-range'],
      ['at', 'bad-day'],
      ['colour', 'unknown-field'],
      ['size', 'bad-value'],
      ['form', 'unknown-value'],
      ['founded', 'bad-value'],
      ['country[like]', 'unknown-operator'],
      ['parent.', 'unknown-field'],
      ['open', 'bad-value'],
      ['size[min]', 'repeated'],
      ['country:2', 'bad-path'],
      ['sort', 'unknown-field'],
    ]);
  });

  it('does not stumble over hostile keys', () => {
    for (const key of [
      '__proto__',
      'constructor.name',
      'toString',
      'branches.__proto__',
      'a'.repeat(5000),
      '[min]',
      '',
      'name[has][has]',
      'or[1].or[2].name',
    ]) {
      expect(problems(`${encodeURIComponent(key)}=1`).length, key).toBe(1);
    }
    expect(problems(Array.from({ length: 80 }, (_, index) => `f${index}=1`).join('&'))).toEqual([
      ['query', 'too-many'],
    ]);
    expect(problems(`name=${'x'.repeat(2000)}`)).toEqual([['name', 'too-long']]);
    expect(problems('name=%00')).toEqual([['name', 'bad-character']]);
  });
});
