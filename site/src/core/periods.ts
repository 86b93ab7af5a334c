import type { Frequency } from './types.ts';

const names = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

export const isMonth = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(text);

/** The month `count` months later (earlier when negative). */
export function addMonths(month: string, count: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const all = year * 12 + number - 1 + count;
  return `${Math.floor(all / 12)}-${String((all % 12) + 1).padStart(2, '0')}`;
}

export const monthOf = (day: Date): string => day.toISOString().slice(0, 7);

/** The same period a year before: of a month, a quarter or a year. */
export const yearEarlier = (period: string): string => `${Number(period.slice(0, 4)) - 1}${period.slice(4)}`;

/** `Aug 2026`, `Q3 2026`, `2026`; year to date: `Jan–Aug 2026`. */
export function periodLabel(period: string, frequency: Frequency = 'M', long = false): string {
  const year = period.slice(0, 4);
  if (period.length === 4) return year;
  if (period[5] === 'Q') return `${period.slice(5)} ${year}`;
  const name = names[Number(period.slice(5, 7)) - 1] ?? period;
  const month = long ? name : name.slice(0, 3);
  if (frequency !== 'YTD' || name === 'January') return `${month} ${year}`;
  return `${long ? 'January' : 'Jan'}–${month} ${year}`;
}

/** `21 Nov 2026`, of a day or a time in ISO 8601. */
export function dayLabel(day: string | null | undefined): string {
  if (!day) return 'not known';
  return `${Number(day.slice(8, 10))} ${periodLabel(day.slice(0, 7))}`;
}

/** `21 Nov 2026, 14:05 UTC`. */
export const timeLabel = (time: string | null | undefined): string => (time ? `${dayLabel(time)}, ${time.slice(11, 16)} UTC` : 'never');

/** Months in a period of a frequency that sums a fixed number of them. */
export const monthsIn = (frequency: Frequency): number => (frequency === 'Y' ? 12 : frequency === 'Q' ? 3 : 1);

/** Periods in a year. */
export const periodsInYear = (frequency: Frequency): number => (frequency === 'Y' ? 1 : frequency === 'Q' ? 4 : 12);

/** The months of a month, a quarter or a year. */
export function periodMonths(period: string): string[] {
  if (isMonth(period)) return [period];
  const quarter = period[5] === 'Q' ? Number(period[6]) : null;
  const first = `${period.slice(0, 4)}-${String(quarter === null ? 1 : quarter * 3 - 2).padStart(2, '0')}`;
  return Array.from({ length: quarter === null ? 12 : 3 }, (_, i) => addMonths(first, i));
}

/** The first month that is not over at the end of a day. */
export const firstOpenMonth = (day: string | null): string | null =>
  day === null ? null : monthOf(new Date(Date.parse(`${day.slice(0, 10)}T00:00:00Z`) + 86_400_000));
