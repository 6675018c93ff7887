import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactContacts } from './redact-contacts.ts';

describe('contacts', () => {
  it.each([
    'dennis.thomas@duke.edu',
    'ARPA-E-CO@hq.doe.gov',
    'a+b@sub.uni-stuttgart.de',
    'name (at) uni.edu',
    'name [at] uni [dot] edu',
    'name at uni dot edu',
    'zhang＠sinano.ac.cn',
    '(301) 496-6402',
    '(301)496-1494',
    '(301)-435-1020',
    '301-496-6402',
    '919.681.7580',
    '301-496-6402 ext. 12',
    '+49 711 685-0',
    '+49 (0)711 685 1234',
    '+86-512-6278 1234',
    '+8613800138000',
    '+39 06 1234 5678',
    '+82 2-880-1234',
    '0049 711 685 1234',
    '13800138000',
    '138 0013 8000',
    '0512-62781234',
    '(010) 62781234',
    '400-820-1234',
    '010-1234-5678',
  ])('%s', (contact) => {
    expect(redactContacts(`Write to us: ${contact}, or come by.`)).toEqual({
      text: 'Write to us: [contact], or come by.',
      contacts: [contact],
    });
  });

  it.each([
    ['Tel.: 0711/685-1234', 'Tel.: [contact]'],
    ['电话：62781234，邮箱zhang@x.cn。', '电话：[contact]，邮箱[contact]。'],
    ['传真:0512-62781234', '传真:[contact]'],
    ['Telefono 06 12345678', 'Telefono [contact]'],
    ['301-402-7713, Fax: 301-402-2945', '[contact], Fax: [contact]'],
    ['전화 02-880-1234', '전화 [contact]'],
  ])('%s', (before, after) => {
    expect(redactContacts(before).text).toBe(after);
  });

  it.each([
    'US 9,487,472 and US11118233B2, EP3071101B1, PCT/US2023/035153, WO2024086077A1',
    'CN 201780074894.0, CN201780015446.3A, Germany 60 2017 038 127.6 3490975, Hong Kong 62020007429.7',
    'Application No. 18/846,873 filed 12/28/2023; 20190209811 07/11/2019; Japan 2019-057599',
    '专利号：ZL201380033385.5，申请号 202310123456',
    'CAS 7732-18-5, 50-00-0 and 110492-12-5',
    'Grant R01-GM-123456, 51872157, DMR-1420709, HR0011-19-2-0001, NCT01234567',
    '2016-10-17, 2019/3/5, 01.13.2022, 2003-2012, 1955-1973, July 2022',
    '400-500 nm, 850-1700 nm, 1200-1500 Vdc, 800 400 6000 K, +/- 5 000 000, +120 °C, 100 000 000 cells',
    'Pattern Recognition, ISSN 0031-3203; J. Opt. 15 (3), 4294-4304 (2021), p 045005, p. 242 (2012), 84, 4489-4495',
    'doi:10.1038/s41467-021-23164-2, https://doi.org/10.1101/2020.09.02.257907v1, 10.1007/s13131-015-0685-9',
    'ISBN 978-3-16-148410-0; GB/T 4754-2017; ISO 9001:2015; ANSI/ASA 12.6-2008',
    'Er@NaYF4:Yb, 98% @ 365 nm, 100 ms @ 40 mA, AuNC@ATP, available at hydroframe.org/subsettools',
    'MD 20892-7610, UCLA Case No. 2019-957, S19-498, Tech ID: 33964 / UC Case 2024-558-0, C17069, #24642JQ',
    'microphone 25-4187-1; smartphones and 550 ng; telephone users by 2015',
    '192.168.100.200, v2.400.500.6000, 1.234.567.890,00 EUR, ￥13,800,138,000',
  ])('leaves %s', (text) => {
    expect(redactContacts(text)).toEqual({ text, contacts: [] });
  });

  const pieces = fc
    .array(
      fc.constantFrom(
        ...[
          'a@b.cd',
          'name',
          ' at ',
          ' dot ',
          '(at)',
          'uni',
          '.',
          '.edu',
          '+86',
          '138',
          '0013',
          '8000',
          '301',
          '-',
          '496',
          '6402',
          '(',
          ')',
          ' ',
          '/',
          ',',
        ],
        ...[
          'Tel: ',
          'Fax ',
          '电话',
          '：',
          '0512',
          '62781234',
          'patent ',
          'x',
          '1',
          '00',
          '49',
          '@',
          '\n',
          '[contact]',
        ],
      ),
      { maxLength: 25 },
    )
    .map((parts) => parts.join(''));

  it('finds nothing the second time', () => {
    fc.assert(
      fc.property(pieces, (text) => {
        const { text: once } = redactContacts(text);
        expect(redactContacts(once)).toEqual({ text: once, contacts: [] });
      }),
      { numRuns: 10_000 },
    );
  });

  it('finds an address wherever it stands', () => {
    fc.assert(
      fc.property(
        fc.emailAddress({ size: 'small' }),
        fc.constantFrom('', ' ', '（', '请联系', '\n', '<', '"'),
        (address, before) => {
          fc.pre(/^[a-z0-9][\w.+%-]{0,60}[a-z0-9]@(?:[a-z0-9]+\.)+[a-z]{2,20}$/i.test(address));
          expect(redactContacts(`${before}${address} x`).text).toBe(`${before}[contact] x`);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it.each([
    'a',
    'a.',
    'a@',
    '1',
    '1-',
    '+1 ',
    'a (at) ',
    'a at b dot ',
    'tel: 1 ',
    ' ',
    '(301) ',
    'a@b.',
    'patent ',
  ])('takes linear time on many %j', (piece) => {
    const start = performance.now();
    redactContacts(piece.repeat(400_000 / piece.length));
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
