import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DateOrder } from './index.ts';
import { readDay } from './read-day.ts';

it.each<[string, DateOrder | undefined, string]>([
  ['2017', undefined, '2017'],
  ['2022年', undefined, '2022'],
  ['July 2022', undefined, '2022-07'],
  ['2023-12', undefined, '2023-12'],
  ['3/2019', undefined, '2019-03'],
  ['2019-03-05T23:30:00-05:00', undefined, '2019-03-05'],
  ['2019/3/5', undefined, '2019-03-05'],
  ['20190305', undefined, '2019-03-05'],
  ['Jan 16th, 2020', undefined, '2020-01-16'],
  ['2009 Nov 3', undefined, '2009-11-03'],
  ['Tue Mar 05 2019 00:00:00 GMT+0100 (CET)', undefined, '2019-03-05'],
  ['2019年3月5日', undefined, '2019-03-05'],
  ['２０１９年３月', undefined, '2019-03'],
  ['2019년 3월 5일', undefined, '2019-03-05'],
  ['5. März 2019', undefined, '2019-03-05'],
  ['1° gennaio 2019', undefined, '2019-01-01'],
  ['05.03.2019', undefined, '2019-03-05'],
  ['13/2/2019', undefined, '2019-02-13'],
  ['2/13/2019', undefined, '2019-02-13'],
  ['5/5/2019', undefined, '2019-05-05'],
  ['10/9/2019', 'mdy', '2019-10-09'],
  ['10/9/2019', 'dmy', '2019-09-10'],
  ['01.13.2022', 'mdy', '2022-01-13'],
  ['Updated 12-20-2023', 'mdy', '2023-12-20'],
  ['3/5/19', 'dmy', '2019-05-03'],
  ['43800', undefined, '2019-12-01'],
  ['29.2.2020', undefined, '2020-02-29'],
])('%s (%s) is %s', (text, order, day) => {
  expect(readDay(text, order)).toEqual({ day });
});

it.each<[unknown, DateOrder | undefined, string]>([
  ['', undefined, 'empty'],
  ['—', undefined, 'empty'],
  [null, undefined, 'empty'],
  ['10/9/2019', undefined, 'ambiguous'],
  ['01-02-03', undefined, 'ambiguous'],
  ['2019-02-30', undefined, 'impossible'],
  ['29.2.2019', undefined, 'impossible'],
  ['31 June 2020', undefined, 'impossible'],
  ['0000-00-00', undefined, 'impossible'],
  ['99/99/9999', undefined, 'impossible'],
  ['13/02/2019', 'mdy', 'impossible'],
  ['Q3 2019', undefined, 'unknown'],
  ['Jan 2019 to Mar 2019', undefined, 'unknown'],
  ['soon', undefined, 'unknown'],
  ['12', undefined, 'unknown'],
  [{}, undefined, 'unknown'],
  ['1'.repeat(1_000), undefined, 'unknown'],
])('%j (%s) is none: %s', (text, order, problem) => {
  expect(readDay(text, order)).toEqual({ problem });
});

it('reads every day back from every way of writing it', () => {
  const months =
    'January February March April May June July August September October November December'.split(' ');
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1955-01-01'), max: new Date('2118-12-31'), noInvalidDate: true }),
      (date) => {
        const day = date.toISOString().slice(0, 10);
        const [y, m, d] = day.split('-').map(Number) as [number, number, number];
        const serial = Math.floor(date.getTime() / 86_400_000) + 25_569;
        expect(
          [
            readDay(day),
            readDay(`${y}年${m}月${d}日`),
            readDay(`${d} ${months[m - 1]} ${y}`),
            readDay(`${m}/${d}/${y}`, 'mdy'),
            readDay(`${d}.${m}.${y}`),
            readDay(serial),
          ].map((reading) => reading.day),
        ).toEqual(Array(6).fill(day));
      },
    ),
  );
});

it('never gives a day that the calendar does not have', () => {
  const text = fc.array(
    fc.constantFrom('0', '1', '2', '3', '9', '20', '19', '/', '-', '.', ' ', 'Feb', 'März', '年', '月', '日'),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(
      text,
      fc.constantFrom(undefined, 'dmy' as const, 'mdy' as const, 'ymd' as const),
      (parts, order) => {
        const { day, problem } = readDay(parts.join(''), order);
        expect(day === undefined).toBe(problem !== undefined);
        if (day?.length === 10) expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day);
      },
    ),
    { numRuns: 5_000 },
  );
});
