import { number, percent, signedPercent } from './format.ts';

/** One signal of the data set `alerts`. */
export interface Alert {
  id: string;
  rule: string;
  period: string;
  /** The month is still running. */
  partial: boolean;
  /** Its figures have not moved nearly as much before. */
  unusual: boolean;
  product: string | null;
  product_name: string | null;
  country: string | null;
  country_name: string | null;
  /** The other country of a chain, or the category of a gap. */
  related?: string | null;
  related_name?: string | null;
  measure: string;
  value: number | null;
  baseline: number | null;
  /** Against the baseline, as a fraction; null on a baseline of 0. */
  change: number | null;
  threshold: number | null;
  threshold_t: number | null;
  affected_t?: number | null;
  explanation?: string | null;
  /** Address of the figures behind it. */
  evidence: string | null;
}

const rules: Readonly<Record<string, string>> = {
  surge: 'Surge', 'no-smelter': 'No smelter', 'smelt-elsewhere': 'Smelted elsewhere', 'sanctioned-smelt': 'Sanctioned smelt', 'low-unit-value': 'Low unit value',
  'code-shift': 'Change of product', 'partner-gap': 'Gap between partners',
};

export const ruleName = (rule: string): string => rules[rule] ?? rule;

/** It rests on what the partner reports and on Census; all others rest on licenses. */
const isGap = (alert: Alert): boolean => alert.rule === 'partner-gap';

/** What the alert is about: a product, a country, or a product from a country. */
export function subject(alert: Alert): string {
  const product = isGap(alert) ? alert.related_name : (alert.product_name ?? alert.product), country = alert.country_name ?? alert.country;
  if (product && country) return `${product} from ${country}`;
  return product ?? country ?? 'All imports';
}

function amount(alert: Alert, value: number | null): string {
  if (value === null) return 'none';
  if (alert.measure === 'quantity_t') return `${number(value)} t`;
  return alert.measure === 'unit_value_usd_per_t' ? `$${number(value)} per t` : percent(value);
}

/** `+38.0% vs 3-month average (5,120 t against 3,710 t; threshold +25.0% and 500 t)` of a surge; never "surge" alone. */
export function finding(alert: Alert): string {
  // A share rises by points; a percentage of a percentage misleads.
  const isShare = alert.measure.includes('share');
  const move = (by: number): string => (isShare ? signedPercent(by).replace('%', ' points') : signedPercent(by));
  if (isGap(alert)) return `${alert.change === null ? '' : `${signedPercent(alert.change)} against U.S. imports `}(${amount(alert, alert.value)} reported there, ${amount(alert, alert.baseline)} imported${alert.threshold ? `; threshold ${percent(alert.threshold)} either way` : ''}${alert.threshold_t ? ` and ${number(alert.threshold_t)} t` : ''})`;
  const limits = [alert.threshold ? move(alert.threshold) : '', alert.threshold_t ? `${number(alert.threshold_t)} t` : ''].filter((t) => t !== '').join(' and ');
  const base = alert.rule === 'surge' ? '3-month average' : 'the months before';
  const change = alert.change === null ? 'from none' : `${move(alert.change)} vs ${base}`;
  return `${change} (${amount(alert, alert.value)} against ${amount(alert, alert.baseline)}${limits ? `; threshold ${limits}` : ''})`;
}

/** Where the trade behind an alert is shown. */
export function alertLink(alert: Alert, asOf: string): string {
  const query = new URLSearchParams();
  if (isGap(alert)) {
    const gap = { by: 'total', reporter: alert.country ?? '', partner: 'US', category: alert.related ?? '', basis: 'gap', as_of: asOf };
    for (const [name, value] of Object.entries(gap)) if (value) query.set(name, value);
    return `/global/?${query}`;
  }
  if (alert.product && !alert.country) query.set('by', 'country');
  if (alert.country && !alert.product) query.set('by', 'product');
  if (alert.country && alert.product) query.set('by', 'hts10');
  if (alert.product) query.set('product', alert.product);
  if (alert.country) query.set('country', alert.country);
  if (asOf) query.set('as_of', asOf);
  return `/imports/?${query}`;
}
