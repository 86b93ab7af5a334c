import { comparedWith, measures, number } from './format.ts';
import { periodLabel, yearEarlier } from './periods.ts';
import { yearOnYear } from './series.ts';
import type { Frame, Series } from './types.ts';

/** Place of the newest period that Census has; -1 when there is none. */
export const newestFinal = (series: Series): number =>
  series.quantity_t.findLastIndex((v, i) => v !== null && series.marks[i] !== 'P');

/** What came in, in one or two sentences, from a monthly frame with one series. */
export function leadSentence(frame: Frame): string {
  const total = frame.series[0];
  if (!total) return 'There are no imports in this period.';
  const final = newestFinal(total);
  const sentences: string[] = [];
  if (final >= 0) {
    const change = yearOnYear(frame, total.quantity_t, 'M')[final];
    const compared = change == null ? '' : `, ${comparedWith(change, 'a year earlier')}`;
    sentences.push(`The United States imported ${number(total.quantity_t[final]!)} metric tons in ${periodLabel(frame.periods[final]!, 'M', true)}${compared}.`);
  }
  const newest = total.quantity_t.findLastIndex((v) => v !== null);
  if (newest > final)
    sentences.push(`Licenses so far point to ${measures.quantity_t.text(total.quantity_t[newest]!)} in ${periodLabel(frame.periods[newest]!, 'M', true)} (preliminary).`);
  return sentences.join(' ');
}

export interface YearToDate {
  label: string;
  value: number;
  change: number | null;
}

/** Tons from January to the newest Census month, against the same months a year earlier. */
export function yearToDate(frame: Frame): YearToDate | null {
  const total = frame.series[0];
  const final = total ? newestFinal(total) : -1;
  if (!total || final < 0) return null;
  const last = frame.periods[final]!;
  const sum = (until: string): number | null => {
    const values = frame.periods.map((p, i) => (p.slice(0, 4) === until.slice(0, 4) && p <= until ? (total.quantity_t[i] ?? null) : null)).filter((v) => v !== null);
    return values.length === Number(until.slice(5)) ? values.reduce((a, b) => a + b, 0) : null;
  };
  const now = sum(last), then = sum(yearEarlier(last));
  return now === null ? null : { label: periodLabel(last, 'YTD'), value: now, change: then ? now / then - 1 : null };
}
