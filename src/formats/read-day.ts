import type { DateOrder, DayReading } from './shapes.ts';

/** English, German, Italian and French month names, by their beginnings where those are enough. */
const MONTHS: Record<string, number> = {};
for (const [month, names] of [
  'jan january januar jänner gen gennaio janvier janv',
  'feb february februar febbraio février fevrier févr',
  'mar march mär märz maerz mrz marzo mars',
  'apr april aprile avril avr',
  'may mai mag maggio',
  'jun june juni giu giugno juin',
  'jul july juli lug luglio juillet juil',
  'aug august ago agosto août aout',
  'sep sept september set sett settembre septembre',
  'oct october okt oktober ott ottobre octobre',
  'nov november novembre',
  'dec december dez dezember dic dicembre décembre decembre',
].entries()) {
  for (const name of names.split(' ')) MONTHS[name] = month + 1;
}

/** Words around a date that say nothing about the day. */
const SILENT = new Set(
  `of the on at by date dated since from posted published publication updated update last modified issued created released
  am den der vom dem stand veröffentlicht aktualisiert uhr
  il del di le al pubblicato aggiornato de du
  mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday
  mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag samstag sonntag
  lun mer gio ven sab dom lunedì martedì mercoledì giovedì venerdì sabato domenica st nd rd th`.split(/\s+/),
);

const two = (n: number): string => String(n).padStart(2, '0');
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const daysIn = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

/** The day, if the calendar has it. */
function calendar(year: number, month?: number, day?: number): DayReading {
  if (year < 1000 || year > 9999) return { problem: 'impossible' };
  if (month === undefined) return { day: String(year) };
  if (month < 1 || month > 12) return { problem: 'impossible' };
  if (day === undefined) return { day: `${year}-${two(month)}` };
  if (day < 1 || day > daysIn(year, month)) return { problem: 'impossible' };
  return { day: `${year}-${two(month)}-${two(day)}` };
}

/** Two-digit years as POSIX has them: 69 to 99 are of the last century. */
const fullYear = (text: string): number =>
  text.length > 2 ? Number(text) : Number(text) + (Number(text) < 69 ? 2000 : 1900);

/**
 * A day out of what people write for one: ISO with or without time, `2017`, `Jan 16th, 2020`, `5. März 2019`,
 * `2019年3月5日`, `10/9/2019`, an Excel serial number. Nothing is guessed: a date of numbers whose day and month could
 * change places needs `order` (dots mean day first without it), an order that is given is binding, a day that the
 * calendar does not have is none.
 */
export function readDay(input: unknown, order?: DateOrder): DayReading {
  if (input === null || input === undefined) return { problem: 'empty' };
  if (input instanceof Date)
    return Number.isNaN(input.getTime())
      ? { problem: 'impossible' }
      : { day: input.toISOString().slice(0, 10) };
  if (typeof input !== 'string' && typeof input !== 'number') return { problem: 'unknown' };
  const text = String(input).normalize('NFKC').trim();
  if (!/[\p{L}\p{N}]/u.test(text)) return { problem: 'empty' };
  if (text.length > 100) return { problem: 'unknown' };
  return readIso(text) ?? readSerial(text) ?? readCjk(text) ?? readWords(text, order);
}

/** Year first: `2019`, `2019-03`, `2019-03-05`, also with `/` or `.`, with a time behind, and `20190305`. */
function readIso(text: string): DayReading | undefined {
  const match = /^(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2})(?:[T ,]+\d{1,2}:\d{2}.*)?)?)?\.?$/.exec(text);
  if (match) return calendar(Number(match[1]), optional(match[3]), optional(match[4]));
  const compact = /^(1[5-9]|2[01])(\d{2})(\d{2})(\d{2})(?:T\d{4,6}Z?)?$/.exec(text);
  return compact
    ? calendar(Number(`${compact[1]}${compact[2]}`), Number(compact[3]), Number(compact[4]))
    : undefined;
}

const optional = (digits: string | undefined): number | undefined =>
  digits === undefined ? undefined : Number(digits);

/** Days since 30 December 1899; five digits are 1954 to 2119, which no other way of writing takes. */
function readSerial(text: string): DayReading | undefined {
  const match = /^([2-7]\d{4})(?:\.\d+)?$/.exec(text);
  if (!match) return undefined;
  return { day: new Date(Date.UTC(1899, 11, 30) + Number(match[1]) * 86_400_000).toISOString().slice(0, 10) };
}

/** `2019年3月5日`, `2019년 3월 5일`, and their shorter forms. */
function readCjk(text: string): DayReading | undefined {
  const match = /^(\d{4})\s*[年년](?:\s*(\d{1,2})\s*[月월](?:\s*(\d{1,2})\s*[日号號일])?)?(?:\D.*)?$/.exec(
    text,
  );
  return match ? calendar(Number(match[1]), optional(match[2]), optional(match[3])) : undefined;
}

function readWords(text: string, order?: DateOrder): DayReading {
  const withoutTime = text.replace(/[T,]?\s*\b\d{1,2}:\d{2}(?::\d{2})?.*$/i, '');
  const numbers: string[] = [];
  const months: number[] = [];
  for (const [token] of withoutTime.toLowerCase().matchAll(/\p{L}+|\d+/gu)) {
    if (/\d/.test(token)) numbers.push(token);
    else if (MONTHS[token] !== undefined) months.push(MONTHS[token] as number);
    else if (!SILENT.has(token)) return { problem: 'unknown' };
  }
  if (months.length === 1) return withMonthName(numbers, months[0] as number);
  if (months.length > 1) return { problem: 'unknown' };
  const triple = /(?<!\d)(\d{1,4})([-/.])\s?(\d{1,2})\2\s?(\d{1,4})(?!\d)/.exec(withoutTime);
  if (triple && numbers.length === 3) {
    return withNumbers(
      triple[1] as string,
      triple[3] as string,
      triple[4] as string,
      order ?? (triple[2] === '.' ? 'dmy' : undefined),
    );
  }
  if (numbers.length === 1 && /^\d{4}$/.test(numbers[0] as string)) return calendar(Number(numbers[0]));
  const pair = /(?<!\d)(\d{1,2})[-/.](\d{4})(?!\d)/.exec(withoutTime);
  if (pair && numbers.length === 2) return calendar(Number(pair[2]), Number(pair[1]));
  return { problem: 'unknown' };
}

function withMonthName(numbers: string[], month: number): DayReading {
  const years = numbers.filter((n) => n.length === 4);
  const days = numbers.filter((n) => n.length <= 2);
  if (years.length !== 1 || days.length > 1 || years.length + days.length !== numbers.length)
    return { problem: 'unknown' };
  return calendar(Number(years[0]), month, optional(days[0]));
}

function withNumbers(a: string, b: string, c: string, order?: DateOrder): DayReading {
  const readings: Record<DateOrder, DayReading> = {
    ymd:
      a.length === 3 || c.length > 2
        ? { problem: 'impossible' }
        : calendar(fullYear(a), Number(b), Number(c)),
    dmy:
      a.length > 2 || c.length === 3 || c.length === 1
        ? { problem: 'impossible' }
        : calendar(fullYear(c), Number(b), Number(a)),
    mdy:
      a.length > 2 || c.length === 3 || c.length === 1
        ? { problem: 'impossible' }
        : calendar(fullYear(c), Number(a), Number(b)),
  };
  if (order !== undefined) return readings[order];
  if (a.length > 2) return readings.ymd;
  const orders: DateOrder[] = c.length > 2 ? ['dmy', 'mdy'] : ['dmy', 'mdy', 'ymd'];
  const days = new Set(orders.map((each) => readings[each].day).filter((day) => day !== undefined));
  if (days.size === 1) return { day: [...days][0] as string };
  return { problem: days.size > 1 ? 'ambiguous' : 'impossible' };
}
