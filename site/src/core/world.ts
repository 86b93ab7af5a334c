import { periodMonths, yearEarlier } from './periods.ts';
import { firstShown } from './trade.ts';
import { asOfField, type Schema } from './urlState.ts';
import type { Dense, Frequency, Mark, Measure, Series, Values } from './types.ts';

const month = /^\d{4}-(0[1-9]|1[0-2])$/;
const list = /^[A-Za-z0-9-]+(,[A-Za-z0-9-]+)*$/;

export const worldDimensions = { reporter: 'Reporting country', partner: 'Partner', region: 'Region of the partner', category: 'Category', total: 'Nothing: the total' } as const;

export type WorldDimension = keyof typeof worldDimensions;

/** The headings that every country reports alike, in short words. */
export const categories: Readonly<Record<string, string>> = {
  7601: 'unwrought aluminum', 7604: 'bars, rods and profiles', 7605: 'wire', 7606: 'plate, sheet and strip', 7607: 'foil', 7608: 'tubes and pipes', 7609: 'tube and pipe fittings',
};

/** Whose word a figure is. */
export const bases = {
  reported: { label: 'Reported', words: 'as the countries report it themselves' },
  mirror: { label: 'Mirror', words: 'mirror: estimated from what their partners report' },
  gap: { label: 'Gap', words: 'gap: reported minus mirror, where both tell of the trade' },
} as const;

export type Basis = keyof typeof bases;

/** What the global monitor can show; all of it stands in its address. */
export const worldSchema = {
  by: { initial: 'reporter', values: Object.keys(worldDimensions) },
  reporter: { initial: '', pattern: list },
  partner: { initial: '', pattern: list },
  category: { initial: '', pattern: /^76\d\d(,76\d\d)*$/ },
  flow: { initial: 'X', values: ['X', 'M'] },
  measure: { initial: 'quantity_t', values: ['quantity_t', 'value_usd', 'unit_value_usd_per_t'] },
  freq: { initial: 'M', values: ['M', 'Q', 'Y', 'YTD'] },
  basis: { initial: 'reported', values: Object.keys(bases) },
  show: { initial: 'level', values: ['level', 'share'] },
  chart: { initial: 'line', values: ['line', 'stack'] },
  from: { initial: '', pattern: new RegExp(`${month.source}|^all$`) },
  to: { initial: '', pattern: month },
  pick: { initial: '', pattern: /^[A-Za-z0-9~-]+(,[A-Za-z0-9~-]+){0,5}$/ },
  as_of: asOfField,
} satisfies Schema;

export interface WorldState {
  by: WorldDimension;
  reporter: string;
  partner: string;
  category: string;
  flow: 'X' | 'M';
  measure: Measure;
  freq: Frequency;
  basis: Basis;
  show: 'level' | 'share';
  chart: 'line' | 'stack';
  from: string;
  to: string;
  pick: string;
  as_of: string;
}

/** What of the state the API is asked for, without what the rows stand for. */
export function worldQuery(state: WorldState, today: Date): Record<string, string> {
  const first = firstShown(state, today) ?? '';
  return {
    reporter: state.reporter, partner: state.partner, category: state.category, flow: state.flow === 'X' ? '' : state.flow,
    freq: state.freq === 'M' ? '' : state.freq, basis: state.basis === 'reported' ? '' : state.basis,
    from: state.freq === 'Q' || state.freq === 'Y' ? first && `${first.slice(0, 4)}-01` : first, to: state.to, as_of: state.as_of,
  };
}

/** Who has told of a period and who has not, though it told of the year before. */
export interface Told {
  sources: number;
  missing: readonly string[];
  /** Whether so few are missing that the sum can be set against others. */
  isFair: boolean;
}

/** One in so many may be missing from a sum that is called fairly complete: of those who told of it a year earlier, where that is known. */
const fair = 10;

/** Of each period, by the answer for the total; none without one. */
export function toldOf(data: Dense | undefined, frequency: Frequency, periods: readonly string[]): Told[] {
  const row = data?.series?.[0];
  if (!row) return [];
  if ('reported_quantity_t' in row) return toldOfGap(row['reported_quantity_t'] as Values, data!.period!, periods);
  const sources = row['sources'] as Values;
  const lacking = row['sources_missing'] as readonly (string | null)[];
  const place = new Map(data!.period!.map((p, i) => [p, i]));
  return periods.map((period) => {
    const i = place.get(period);
    if (i === undefined) return { sources: 0, missing: [], isFair: false };
    const told = sources[i] ?? 0, missing = (lacking[i] ?? '').split(';').filter((code) => code !== '');
    const before = frequency === 'M' ? sources[place.get(yearEarlier(period)) ?? -1] : null;
    // Who told of a part of a longer period is among both.
    const absent = before == null ? missing.length : before - told, all = before ?? Math.max(told, missing.length, frequency === 'M' ? told + missing.length : 0);
    return { sources: told, missing, isFair: told > 0 && absent * fair <= all && isWhole(row, i, period, frequency) };
  });
}

/** A gap does not say who told of it: it is of few where both sides cover less than half of what they did a year earlier. */
function toldOfGap(covered: Values, known: readonly string[], periods: readonly string[]): Told[] {
  const place = new Map(known.map((p, i) => [p, i]));
  const at = (period: string): number => covered[place.get(period) ?? -1] ?? 0;
  return periods.map((period) => ({ sources: 0, missing: [], isFair: at(period) * 2 >= at(yearEarlier(period)) }));
}

/** Whether a row has all months of its period. */
function isWhole(row: Record<string, unknown>, i: number, period: string, frequency: Frequency): boolean {
  const months = (row['months'] as Values | undefined)?.[i];
  return months == null || months >= (frequency === 'YTD' ? Number(period.slice(5)) : periodMonths(period).length);
}

/** Place of the newest period that is fairly complete; -1 when there is none. */
export const newestFair = (told: readonly Told[]): number => told.findLastIndex((t) => t.isFair);

/**
 * Marks for a chart: `I` where a figure waits for somebody.
 * @param row of the answer; none for a sum of several rows.
 */
export function worldMarks(series: Series, row: Record<string, unknown> | undefined, periods: readonly string[], frequency: Frequency, told: readonly Told[], isOwn: boolean): Mark[] {
  return periods.map((period, i) => {
    const mark = series.marks[i] ?? '-';
    const waits = isOwn && row ? !isWhole(row, i, period, frequency) : told[i]?.isFair === false;
    return mark !== '-' && waits ? 'I' : mark;
  });
}

/** The reported or the mirror side of a gap, as an answer by itself. */
export const sideOfGap = (data: Dense, side: 'reported' | 'mirror'): Dense => ({
  ...data,
  series: (data.series ?? []).map((row) => ({ ...row, quantity_t: row[`${side}_quantity_t`], value_usd: row[`${side}_value_usd`] })),
});

/** A country in a sentence. */
export const inWords = (name: string): string =>
  name === 'USA' ? 'the United States' : /^(United|Netherlands|Philippines|Russian|Rep\.|Dominican|Czech Rep)/.test(name) ? `the ${name}` : name;
