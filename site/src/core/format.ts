import type { Mark, Measure } from './types.ts';

const minus = (text: string): string => text.replace('-', '\u2212');

/** A number with thousands separators and a true minus sign. */
export const number = (value: number, decimals = 0): string =>
  minus(value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals }));

/** `+12.3%`, `−0.9%`. */
export function signedPercent(change: number): string {
  const percent = change * 100;
  if (percent > 999) return 'over +999%';
  const text = number(percent, 1);
  if (text === '0.0' || text === '\u22120.0') return '0.0%';
  return `${percent > 0 ? '+' : ''}${text}%`;
}

export const percent = (share: number): string => `${number(share * 100, 1)}%`;

/** `12.3% more than a year earlier`, `0.9% less than …`, `the same as …`. */
export function comparedWith(change: number, other: string): string {
  const text = number(Math.abs(change) * 100, 1);
  return text === '0.0' ? `the same as ${other}` : `${text}% ${change > 0 ? 'more' : 'less'} than ${other}`;
}

/** `$1.38 billion`, `−$340 million`; below a million in full. */
export function dollars(value: number): string {
  if (value < 0) return `\u2212${dollars(-value)}`;
  if (value >= 1e9) return `$${number(value / 1e9, 2)} billion`;
  if (value >= 1e6) return `$${number(value / 1e6, value >= 1e8 ? 0 : 1)} million`;
  return `$${number(value)}`;
}

/** For dollars on an axis: `1.2bn`, `340m`. */
function short(value: number): string {
  const size = Math.abs(value);
  const scaled = (unit: number): string => minus(String(Number((value / unit).toFixed(2))));
  if (size >= 1e9) return `${scaled(1e9)}bn`;
  if (size >= 1e6) return `${scaled(1e6)}m`;
  return number(value, size > 0 && size < 10 && !Number.isInteger(value) ? 1 : 0);
}

const shortDollars = (value: number): string => (value < 0 ? `\u2212$${short(-value)}` : `$${short(value)}`);

interface MeasureText {
  label: string;
  /** What the axis counts. */
  unit: string;
  /** A value with its unit. */
  text(value: number): string;
  /** A value without its unit, for axes. */
  axis(value: number): string;
}

export const measures: Record<Measure, MeasureText> = {
  quantity_t: { label: 'Quantity', unit: 'metric tons', text: (v) => `${number(v)} t`, axis: (v) => number(v) },
  value_usd: { label: 'Customs value', unit: 'U.S. dollars', text: dollars, axis: shortDollars },
  unit_value_usd_per_t: {
    label: 'Unit value', unit: 'U.S. dollars per metric ton', text: (v) => `$${number(v)} per t`, axis: shortDollars,
  },
};

export const markWords: Record<Mark, string> = {
  A: 'Census', R: 'Census, revised', P: 'preliminary, from licenses', M: 'missing', C: 'withheld (confidential)', E: 'estimated', I: 'not all have reported', F: 'forecast', '-': 'no trade reported',
};

/** What stands in a cell that has no number. */
export const blank = (mark: Mark): string => (mark === 'C' ? 'withheld' : mark === 'M' ? 'missing' : '–');

export const plural = (count: number, one: string, many = `${one}s`): string => `${number(count)} ${count === 1 ? one : many}`;
