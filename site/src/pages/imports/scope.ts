import { periodLabel } from '../../core/periods.ts';
import { partialPeriods } from '../../core/series.ts';
import type { Dimension, ImportState } from '../../core/trade.ts';
import type { Frame, Frequency } from '../../core/types.ts';
import type { Codes } from '../../ui/useCodes.ts';

export interface Span {
  periods: number;
  /** One past its last period. */
  end: number;
  label: string;
  /** Whether some of it is from licenses. */
  preliminary: boolean;
}

/** The periods that a ranking goes by: the newest three months, or the newest whole quarter or year. */
export function latestSpan(frame: Frame, frequency: Frequency): Span {
  const partial = partialPeriods(frame, frequency);
  const end = frequency === 'M' || frequency === 'YTD' ? frame.periods.length : partial.findLastIndex((p) => !p) + 1;
  const periods = Math.min(frequency === 'M' ? 3 : 1, end);
  const last = frame.periods[end - 1], first = frame.periods[end - periods];
  if (!last || !first) return { periods: 0, end: 0, label: '', preliminary: false };
  const label = first === last ? periodLabel(last, frequency) : `${periodLabel(first)} to ${periodLabel(last)}`;
  const preliminary = frame.series.some((s) => s.marks.slice(end - periods, end).includes('P'));
  return { periods, end, label: preliminary ? `${label}, partly preliminary` : label, preliminary };
}

const bases: Readonly<Record<string, string>> = {
  aim: 'products of the Aluminum Import Monitor', usgs: 'USGS basis: crude, semifabricated and scrap', chapter76: 'all of chapter 76',
};

export const frequencies: Readonly<Record<Frequency, string>> = { M: 'Monthly', Q: 'Quarterly', Y: 'Yearly', YTD: 'Year to date' };

export const dimensionWords: Readonly<Record<Dimension, string>> = {
  country: 'country of origin', region: 'region', product: 'product group', heading: 'heading', hs6: 'subheading', hts10: 'tariff code', total: 'total',
};

/** What is counted, in words: `foil from Canada`, with codes where their names are not known yet. */
export function scope(state: ImportState, codes: Codes): string {
  const names = (list: string, of: ReadonlyMap<string, string>): string => list.split(',').map((code) => of.get(code) ?? code).join(', ');
  const product = state.product ? names(state.product, codes.products) : 'aluminum';
  const code = state.hs ? ` (codes ${state.hs}…)` : '';
  const country = state.country ? ` from ${names(state.country, codes.places)}` : '';
  return `${product}${code}${country}`;
}

/** Scope that does not change from chart to chart: basis, kind of trade, source. */
export const conditions = (state: ImportState): string =>
  [
    bases[state.basis] ?? state.basis,
    state.trade === 'general' ? 'general imports' : 'imports for consumption',
    state.source === 'census' ? 'Census only' : state.source === 'license' ? 'licenses only' : '',
  ].filter((t) => t !== '').join('; ');
