import { monthsIn, periodMonths, yearEarlier } from './periods.ts';
import type { Dense, Frame, Frequency, Mark, Measure, Series, Values } from './types.ts';

export const otherKey = '~other';

/** Reads the shape `dense`; `by` names the column of the codes, none for totals. */
export function readFrame(data: Dense, by: string, totalName: string): Frame {
  const periods = data.period ?? [];
  const none: Values = periods.map(() => null);
  const keys = new Set<string>();
  const rows = data.series ?? [];
  const series = rows.map((row): Series => {
    const values = (name: string): Values => (row[name] as Values | undefined) ?? none;
    const quantity = values('quantity_t'), value = values('value_usd'), coverage = values('quantity_coverage');
    // Two Schedule C codes may share an ISO code; the second is told by its own.
    const code = String(row[by] ?? 'total');
    const key = keys.has(code) ? String(row['cty_code'] ?? code) : code;
    keys.add(key);
    return {
      key,
      name: by === 'total' ? totalName : String(row[`${by}_name`] ?? code),
      quantity_t: quantity,
      value_usd: value,
      // A thin answer leaves out what follows from the rest.
      unit_value_usd_per_t: (row['unit_value_usd_per_t'] as Values | undefined)
        ?? quantity.map((q, i) => (q && value[i] != null ? (value[i] * (coverage[i] ?? 1)) / q : null)),
      quantity_coverage: coverage,
      marks: [...String(row['status'] ?? '')] as Mark[],
    };
  });
  const counted = rows.map((row) => row['months'] as Values | undefined).filter((months) => months !== undefined);
  return { periods, series, months: counted.length === 0 ? null : periods.map((_, i) => Math.max(0, ...counted.map((m) => m[i] ?? 0))) };
}

/** Adds series up. The unit value is sum over sum, of the part that has a quantity. */
export function sumSeries(series: readonly Series[], key: string, name: string, length: number): Series {
  const add = (pick: (s: Series, i: number) => number | null): Values =>
    Array.from({ length }, (_, i) => {
      const parts = series.map((s) => pick(s, i)).filter((v) => v !== null);
      return parts.length === 0 ? null : parts.reduce((a, b) => a + b, 0);
    });
  const quantity = add((s, i) => s.quantity_t[i] ?? null);
  const value = add((s, i) => s.value_usd[i] ?? null);
  const covered = add((s, i) => {
    const whole = s.value_usd[i] ?? null;
    return whole === null ? null : whole * (s.quantity_coverage[i] ?? (s.quantity_t[i] === null ? 0 : 1));
  });
  return {
    key,
    name,
    quantity_t: quantity,
    value_usd: value,
    unit_value_usd_per_t: quantity.map((q, i) => (q ? (covered[i] ?? 0) / q : null)),
    quantity_coverage: value.map((v, i) => (v ? (covered[i] ?? 0) / v : null)),
    marks: Array.from({ length }, (_, i) => sumMark(series.map((s) => s.marks[i] ?? '-'))),
  };
}

function sumMark(marks: readonly Mark[]): Mark {
  for (const mark of ['P', 'E', 'R', 'A', 'C', 'M'] as const) if (marks.includes(mark)) return mark;
  return '-';
}

export function window(frame: Frame, from: string | null, to: string | null): Frame {
  // A year is compared as its own first letters: `2024` holds `2024-05`.
  const start = from === null ? 0 : frame.periods.findIndex((p) => p >= from.slice(0, p.length));
  const end = to === null ? frame.periods.length : frame.periods.findLastIndex((p) => p.slice(0, to.length) <= to) + 1;
  if (start <= 0 && end === frame.periods.length && start !== -1) return frame;
  const cut = <T>(values: readonly T[]): T[] => (start === -1 ? [] : values.slice(start, end));
  return {
    periods: cut(frame.periods),
    months: frame.months && cut(frame.months),
    series: frame.series.map((s) => ({
      ...s,
      quantity_t: cut(s.quantity_t),
      value_usd: cut(s.value_usd),
      unit_value_usd_per_t: cut(s.unit_value_usd_per_t),
      quantity_coverage: cut(s.quantity_coverage),
      marks: cut(s.marks),
    })),
  };
}

export interface OpenMonth {
  period: string;
  quantity_t: number;
}

/**
 * Takes out what is not over. Licenses are filed weeks ahead, so that months to come have a few tons already: no fall, but a
 * beginning. Of quarters and years it counts the months that are over.
 * @param firstOpen the first month that the newest licenses do not cover to its end; null when there are no licenses.
 */
export function closedPart(frame: Frame, frequency: Frequency, firstOpen: string | null): { frame: Frame; open: OpenMonth[] } {
  if (firstOpen === null) return { frame, open: [] };
  const over = frame.periods.map((period, i) => {
    if (!frame.series.some((s) => s.marks[i] === 'P')) return Infinity;
    return periodMonths(period).filter((month) => month < firstOpen).length;
  });
  const last = over.findLastIndex((months) => months > 0);
  const tons = (i: number): number => frame.series.reduce((sum, s) => sum + (s.quantity_t[i] ?? 0), 0);
  const closed = window(frame, null, frame.periods[last] ?? '0000');
  return {
    frame: { ...closed, months: closed.months && closed.months.map((months, i) => Math.min(months, over[i]!)) },
    open: frequency === 'M' ? frame.periods.slice(last + 1).map((period, i) => ({ period, quantity_t: tons(last + 1 + i) })) : [],
  };
}

/** Periods that do not have all their months yet, and cannot be set against whole ones. */
export const partialPeriods = (frame: Frame, frequency: Frequency): boolean[] =>
  frame.periods.map((_, i) => frame.months !== null && frequency !== 'YTD' && (frame.months[i] ?? 0) < monthsIn(frequency));

/** Change against the same period a year earlier, as a fraction; null where either is absent, the base is 0 or a period is partial. */
export function yearOnYear(frame: Frame, values: Values, frequency: Frequency): Values {
  const place = new Map(frame.periods.map((p, i) => [p, i]));
  const partial = partialPeriods(frame, frequency);
  return values.map((value, i) => {
    const before = place.get(yearEarlier(frame.periods[i]!));
    const base = before === undefined || partial[before] ? null : values[before];
    return value === null || partial[i] || !base ? null : value / base - 1;
  });
}

export const shareOf = (values: Values, totals: Values): Values =>
  values.map((value, i) => (value === null || !totals[i] ? null : value / totals[i]));

/** The measure that a ranking goes by: a unit value says nothing about size. */
export const sizeOf = (measure: Measure): 'quantity_t' | 'value_usd' => (measure === 'value_usd' ? 'value_usd' : 'quantity_t');

/** Sum of some values from `start` up to, not including, `end`. */
export const sumOf = (values: Values, start: number, end: number): number =>
  values.slice(Math.max(0, start), Math.max(0, end)).reduce<number>((sum, v) => sum + (v ?? 0), 0);

export interface Rank {
  series: Series;
  rank: number;
  /** Sum over the newest `span` periods. */
  value: number;
  share: number | null;
  /** Against the same periods a year earlier; null when there was nothing then. */
  change: number | null;
  /** Rank then minus rank now; null when there was nothing then. */
  moved: number | null;
}

/** Largest first over the newest `span` periods before `end`, against the same ones a year earlier. */
export function ranking(frame: Frame, measure: Measure, span: number, periodsPerYear: number, end = frame.periods.length): Rank[] {
  const size = sizeOf(measure);
  const hasBase = end - span - periodsPerYear >= 0;
  const rows = frame.series.map((series) => ({
    series,
    now: sumOf(series[size], end - span, end),
    then: hasBase ? sumOf(series[size], end - span - periodsPerYear, end - periodsPerYear) : 0,
  }));
  const order = (pick: (row: (typeof rows)[number]) => number): typeof rows =>
    [...rows].sort((a, b) => pick(b) - pick(a) || (a.series.key < b.series.key ? -1 : 1));
  const before = new Map(order((r) => r.then).filter((r) => r.then > 0).map((r, i) => [r.series.key, i + 1]));
  const total = rows.reduce((sum, r) => sum + r.now, 0);
  return order((r) => r.now).filter((r) => r.now > 0 || r.then > 0).map((r, i) => {
    const then = before.get(r.series.key);
    return {
      series: r.series,
      rank: i + 1,
      value: r.now,
      share: total > 0 ? r.now / total : null,
      change: r.then > 0 ? r.now / r.then - 1 : null,
      moved: then === undefined ? null : then - (i + 1),
    };
  });
}

/** The picked series in their order, then the sum of all others when there are any. */
export function withOther(frame: Frame, picked: readonly string[]): Series[] {
  const chosen = picked.map((key) => frame.series.find((s) => s.key === key)).filter((s) => s !== undefined);
  const rest = frame.series.filter((s) => !chosen.includes(s));
  return rest.length === 0 ? chosen : [...chosen, sumSeries(rest, otherKey, 'All other', frame.periods.length)];
}
