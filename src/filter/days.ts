import type { DayRange } from './schema.ts';

const shape = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** The days that a written YYYY, YYYY-MM or YYYY-MM-DD spans; undefined where no such day exists. */
export function readDayRange(written: string): DayRange | undefined {
  const parts = shape.exec(written);
  if (!parts || parts[1] === '0000') return undefined;
  const year = Number(parts[1]);
  const month = parts[2] === undefined ? undefined : Number(parts[2]);
  const day = parts[3] === undefined ? undefined : Number(parts[3]);
  if (month !== undefined && (month < 1 || month > 12)) return undefined;
  const lastMonth = month ?? 12;
  const length = [
    31,
    year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28,
    31,
    30,
    31,
    30,
    31,
    31,
    30,
    31,
    30,
    31,
  ][lastMonth - 1]!;
  if (day !== undefined && (day < 1 || day > length)) return undefined;
  const text = (value: number, width: number) => String(value).padStart(width, '0');
  return {
    first: `${text(year, 4)}-${text(month ?? 1, 2)}-${text(day ?? 1, 2)}`,
    last: `${text(year, 4)}-${text(lastMonth, 2)}-${text(day ?? length, 2)}`,
  };
}

/** The instants at which a day begins and ends (the first of the next) in a time zone, as ISO 8601 UTC. */
export function dayInstants(day: string, zone: string): { start: string; end: string } {
  const date = Temporal.PlainDate.from(day);
  const start = date.toZonedDateTime(zone).toInstant();
  const end = date.add({ days: 1 }).toZonedDateTime(zone).toInstant().subtract({ microseconds: 1 });
  return { start: start.toString(), end: end.toString() };
}

/** Today's date in a time zone, YYYY-MM-DD. */
export const today = (zone: string, now: Date = new Date()): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(now);
