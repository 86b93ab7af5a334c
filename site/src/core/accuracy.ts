import { median } from 'd3-array';

/** A snapshot of licenses against the Census figure that replaced it; `error` is Census over licenses minus 1. */
export interface Comparison {
  period: string;
  /** Whole weeks from the last day of the month to the snapshot; negative while the month runs. */
  week: number;
  license_quantity_t: number;
  census_quantity_t: number;
  error: number | null;
}

export interface WeekOfErrors {
  week: number;
  count: number;
  low: number;
  middle: number;
  high: number;
}

/** Computes the error where an answer leaves it out. */
export const withErrors = (rows: readonly (Omit<Comparison, 'error'> & Partial<Comparison>)[]): Comparison[] =>
  rows.map((r) => ({ ...r, error: r.error !== undefined ? r.error : r.license_quantity_t > 0 ? r.census_quantity_t / r.license_quantity_t - 1 : null }));

/** How far licenses were off at each age, from the months that have such a snapshot. */
export function byWeek(rows: readonly Comparison[]): WeekOfErrors[] {
  const weeks = new Map<number, number[]>();
  for (const { week, error } of rows) if (error !== null) weeks.set(week, [...(weeks.get(week) ?? []), error]);
  return [...weeks].sort((a, b) => a[0] - b[0]).map(([week, errors]) => ({
    week, count: errors.length, low: Math.min(...errors), middle: median(errors)!, high: Math.max(...errors),
  }));
}

/** The newest snapshot of each month: what licenses said last before Census came. */
export function lastOfMonth(rows: readonly Comparison[]): Comparison[] {
  const last = new Map<string, Comparison>();
  for (const row of rows) if (row.error !== null && row.week >= (last.get(row.period)?.week ?? -Infinity)) last.set(row.period, row);
  return [...last.values()].sort((a, b) => (a.period < b.period ? -1 : 1));
}

export interface TrackRecord {
  count: number;
  mean: number;
  low: number;
  high: number;
}

/** Mean and range of the last errors of the newest `months` months; null without any. */
export function record(rows: readonly Comparison[], months = 24): TrackRecord | null {
  const errors = lastOfMonth(rows).slice(-months).map((r) => r.error!);
  if (errors.length === 0) return null;
  return { count: errors.length, mean: errors.reduce((a, b) => a + b, 0) / errors.length, low: Math.min(...errors), high: Math.max(...errors) };
}
