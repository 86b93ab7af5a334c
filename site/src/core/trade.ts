import { addMonths, monthOf } from './periods.ts';
import { asOfField, type Schema } from './urlState.ts';
import type { Frequency, Measure } from './types.ts';

const month = /^\d{4}-(0[1-9]|1[0-2])$/;
const list = /^[A-Za-z0-9-]+(,[A-Za-z0-9-]+)*$/;

export const dimensions = {
  country: 'Country of origin', region: 'Region', product: 'Product group', heading: 'Heading (HS 4 digits)', hs6: 'Subheading (HS 6 digits)',
  hts10: 'Tariff code (HTS 10 digits)', total: 'Nothing: the total',
} as const;

export type Dimension = keyof typeof dimensions;

/** What the import monitor can show; all of it stands in its address. */
export const importSchema = {
  by: { initial: 'country', values: Object.keys(dimensions) },
  measure: { initial: 'quantity_t', values: ['quantity_t', 'value_usd', 'unit_value_usd_per_t'] },
  freq: { initial: 'M', values: ['M', 'Q', 'Y', 'YTD'] },
  show: { initial: 'level', values: ['level', 'yoy', 'share'] },
  chart: { initial: 'line', values: ['line', 'stack'] },
  product: { initial: '', pattern: list },
  country: { initial: '', pattern: list },
  hs: { initial: '', pattern: /^76\d{2,8}$/ },
  basis: { initial: 'aim', values: ['aim', 'usgs', 'chapter76'] },
  trade: { initial: 'consumption', values: ['consumption', 'general'] },
  source: { initial: 'combined', values: ['combined', 'census', 'license'] },
  from: { initial: '', pattern: new RegExp(`${month.source}|^all$`) },
  to: { initial: '', pattern: month },
  pick: { initial: '', pattern: /^[A-Za-z0-9~-]+(,[A-Za-z0-9~-]+){0,5}$/ },
  scale: { initial: 'same', values: ['same', 'own'] },
  as_of: asOfField,
} satisfies Schema;

export interface ImportState {
  by: Dimension;
  measure: Measure;
  freq: Frequency;
  show: 'level' | 'yoy' | 'share';
  chart: 'line' | 'stack';
  product: string;
  country: string;
  hs: string;
  basis: string;
  trade: string;
  source: string;
  from: string;
  to: string;
  pick: string;
  scale: string;
  as_of: string;
}

const monthsShown = 36;

/** First month of the chart: what was asked for, else three years for months, all for longer periods; null is all. */
export function firstShown(state: Pick<ImportState, 'from' | 'freq' | 'as_of'>, today: Date): string | null {
  if (state.from === 'all') return null;
  if (state.from !== '') return state.from;
  if (state.freq === 'Q' || state.freq === 'Y') return null;
  return addMonths(state.as_of ? state.as_of.slice(0, 7) : monthOf(today), -monthsShown);
}

/** The question behind the page. It reaches a year further back than the chart, so that every change has its base. */
export function importQuery(state: ImportState, today: Date): Record<string, string> {
  const first = firstShown(state, today);
  const defaults = (name: 'basis' | 'trade' | 'source'): string => (state[name] === importSchema[name].initial ? '' : state[name]);
  return {
    by: state.by === 'total' ? '' : state.by,
    product: state.product,
    country: state.country,
    hs: state.hs,
    freq: state.freq === 'M' ? '' : state.freq,
    basis: defaults('basis'),
    trade: defaults('trade'),
    source: defaults('source'),
    // A year or a quarter begins in January, wherever the chart does.
    from: first === null ? '' : addMonths(state.freq === 'M' || state.freq === 'YTD' ? first : `${first.slice(0, 4)}-01`, -12),
    to: state.to,
    as_of: state.as_of,
  };
}
