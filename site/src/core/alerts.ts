import { number, signedPercent } from './format.ts';

/** One signal of the data set `alerts`; a baseline of 0 has no change. */
export interface Alert {
  id: string;
  rule: string;
  period: string;
  partial: boolean;
  product: string | null;
  product_name: string | null;
  country: string | null;
  country_name: string | null;
  measure: string;
  value: number;
  baseline: number;
  change: number | null;
  threshold: number;
  threshold_t: number;
  evidence: unknown;
}

/** What the alert is about: a product, a country, or a product from a country. */
export function subject(alert: Alert): string {
  const product = alert.product_name ?? alert.product, country = alert.country_name ?? alert.country;
  if (product && country) return `${product} from ${country}`;
  return product ?? country ?? 'All imports';
}

/** `+38.0% vs 3-month average (5,120 t; threshold +25.0% and 500 t)`: never "surge" alone. */
export function finding(alert: Alert): string {
  const change = alert.change === null ? 'from none' : `${signedPercent(alert.change)} vs 3-month average`;
  const limits = [alert.threshold == null ? '' : signedPercent(alert.threshold), alert.threshold_t == null ? '' : `${number(alert.threshold_t)} t`].filter((t) => t !== '');
  return `${change} (${number(alert.value)} t against ${number(alert.baseline)} t${limits.length ? `; threshold ${limits.join(' and ')}` : ''})`;
}

/** Where the imports behind an alert are shown. */
export function alertLink(alert: Alert, asOf: string): string {
  const query = new URLSearchParams();
  if (alert.product && !alert.country) query.set('by', 'country');
  if (alert.country && !alert.product) query.set('by', 'product');
  if (alert.country && alert.product) query.set('by', 'hts10');
  if (alert.product) query.set('product', alert.product);
  if (alert.country) query.set('country', alert.country);
  if (asOf) query.set('as_of', asOf);
  return `/imports/?${query}`;
}
