import { number, percent } from './format.ts';
import { dayLabel, periodLabel } from './periods.ts';
import type { Mark, Meta, Values } from './types.ts';

export interface ProfileLink {
  url: string;
  title: string;
  source: string;
}

type Where = Readonly<Record<string, string>>;

/** The rows of an answer whose cells in one column are added up. */
interface Cells {
  url: string;
  column: string;
  where: Where;
}

/** A number as a sentence prints it, and how it is made of one or two sums of cells, a and b. */
export interface Made {
  text: string;
  value: number;
  /** a; a / b; a / b - 1; a / by. */
  rule: 'sum' | 'share' | 'change' | 'rate';
  by: number | null;
  of: readonly Cells[];
}

export interface Statement {
  id: string;
  text: string;
  links: readonly ProfileLink[];
  /** In the order in which they stand in the text. */
  numbers: readonly Made[];
}

export type Format = 'text' | 'tons' | 'usd' | 'count' | 'index' | 'money' | 'ratio' | 'plain' | 'percent';

export interface ProfileTable {
  id: string;
  title: string;
  url: string;
  source: string;
  note: string | null;
  columns: readonly { name: string; title: string; format: Format }[];
  rows: readonly (readonly (string | number | null)[])[];
}

export interface ProfileSeries {
  name: string;
  url: string;
  source: string;
  column: string;
  where: Where;
  keys: readonly string[];
  values: Values;
  /** Edges of the 80% interval, where it is a forecast. */
  low: Values | null;
  high: Values | null;
  /** The first key that is preliminary or a forecast. */
  estimated_from: string | null;
}

export interface ProfileChart {
  id: string;
  title: string;
  unit: string;
  format: Format;
  kind: 'line' | 'bar';
  /** The same in words. */
  text: string;
  series: readonly ProfileSeries[];
}

export interface Section {
  id: string;
  title: string;
  notes: readonly string[];
  statements: readonly Statement[];
  charts: readonly ProfileChart[];
  tables: readonly ProfileTable[];
}

export interface Profile {
  meta: Meta;
  /** Null where no quarter is complete yet. */
  quarter: string | null;
  sections: readonly Section[];
}

/** Sections that a first screen holds: up to the one that has the first chart. */
export const opening = (sections: readonly Section[]): number => sections.findIndex((s) => s.charts.length > 0) + 1;

/** The profile that a first screen is drawn from: its opening without tables, and the headings of the rest. */
export function thinProfile(profile: Profile): Profile {
  const count = opening(profile.sections);
  const sections = profile.sections.map(({ id, title, notes, statements, charts }, i): Section => {
    const part = { id, title, notes: [], statements: [], charts: [], tables: [] };
    return i >= count ? part : { ...part, notes, statements: statements.map(({ id, text, links, numbers }) => ({ id, text, links, numbers })), charts: charts.slice(0, 1) };
  });
  return { meta: profile.meta, quarter: profile.quarter, sections };
}

/** The site writes 3.2% as one word. */
export const usual = (text: string): string => text.replaceAll(/(\d) %/g, '$1%');

/** Where a number stands by itself, not as a part of 2024 or of 3.2; -1 where it does not. */
function placeOf(number: string, text: string, from: number): number {
  for (let at = text.indexOf(number, from); at >= 0; at = text.indexOf(number, at + 1))
    if (!/(\w|\d[.,-])$/.test(text.slice(0, at)) && !/^(\w|[.,-]\d)/.test(text.slice(at + number.length))) return at;
  return -1;
}

/** A sentence cut into words and the numbers between them. */
export function pieces(statement: Statement): (string | Made)[] {
  const parts: (string | Made)[] = [], text = usual(statement.text);
  let from = 0;
  for (const number of statement.numbers) {
    const made = { ...number, text: usual(number.text) }, at = placeOf(made.text, text, from);
    if (at < 0) continue;
    parts.push(text.slice(from, at), made);
    from = at + made.text.length;
  }
  return [...parts, text.slice(from)].filter((part) => part !== '');
}

/** The links with titles that tell them apart: the same question about other months is named with its months. */
export function distinct(links: readonly ProfileLink[]): ProfileLink[] {
  return links.map((link) => {
    const asked = new URLSearchParams(link.url.split('?')[1]), from = asked.get('from'), to = asked.get('to');
    const isAlone = links.every((other) => other === link || other.title !== link.title);
    return isAlone || !from || !to ? link : { ...link, title: `${link.title}, ${periodLabel(from)} to ${periodLabel(to)}` };
  });
}

/** How a number is made, as `quantity_t where country is CA in “Imports by country”, over …`. */
export function howMade({ rule, by, of }: Made, links: readonly ProfileLink[]): string {
  const titles = new Map(links.map((l) => [l.url, l.title]));
  const [a, b] = of.map(({ url, column, where }) => {
    const rows = Object.entries(where).map(([name, value]) => `${name} is ${value}`).join(' and ');
    return `${column}${rows === '' ? '' : ` where ${rows}`} in “${titles.get(url) ?? url}”`;
  });
  return { sum: `the sum of ${a}`, share: `${a}, over ${b}`, change: `${a}, over ${b}, minus 1`, rate: `the sum of ${a}, over ${by}` }[rule];
}

const sources: Readonly<Record<string, string>> = {
  census: 'U.S. Census Bureau', usgs: 'U.S. Geological Survey', bls: 'U.S. Bureau of Labor Statistics', licenses: 'Import licenses', aim: 'This project',
  proclamations: 'Presidential proclamations', several: 'Several, named in each row',
};

export const sourceName = (id: string): string => sources[id] ?? id;

/** A source by the name that the answer gives it, which says of a sample that it is one. */
export const sourceOf = (id: string, meta: Meta): string => meta.sources?.find((s) => s.id === id)?.name ?? sourceName(id);

export const csvOf = (url: string): string => url.replace('.json', '.csv');

/** A value of a chart or a table, without its unit. */
export function figure(value: number, format: Format): string {
  if (format === 'percent') return percent(value);
  if (format === 'usd') return `$${number(value)}`;
  const decimals = { tons: 0, count: 0, index: 1, money: 2, ratio: 3, plain: Math.min(3, String(value).split('.')[1]?.length ?? 0), text: 0 }[format];
  return number(value, decimals);
}

const states: Readonly<Record<string, string>> = { A: 'as\u00a0published', P: 'preliminary', R: 'revised', M: 'missing', C: 'withheld', E: 'estimated' };

export function cell(value: string | number | null, { name, format }: { name: string; format: Format }): string {
  if (value === null || value === '') return '–';
  if (typeof value === 'number') return figure(value, format);
  if (name === 'status') return states[value] ?? value;
  if (/^\d{4}-(\d\d|Q\d)$/.test(value)) return periodLabel(value).replace(' ', '\u00a0');
  return /^\d{4}-\d\d-\d\d$/.test(value) ? dayLabel(value) : usual(value);
}

/** The keys of all series: periods in order, names as they come. */
export function keysOf({ kind, series }: ProfileChart): string[] {
  const keys = [...new Set(series.flatMap((s) => s.keys))];
  return kind === 'line' ? keys.sort() : keys;
}

/** Values by key, null where a series has none. */
export function along(keys: readonly string[], own: readonly string[], values: Values): Values {
  const found = new Map(own.map((key, i) => [key, values[i] ?? null]));
  return keys.map((key) => found.get(key) ?? null);
}

/** `F` where a value is a forecast, `P` where it is preliminary. */
export const marksOf = (keys: readonly string[], { keys: own, estimated_from: from, low }: ProfileSeries): Mark[] =>
  keys.map((key) => (!own.includes(key) ? '-' : from !== null && key >= from ? (low ? 'F' : 'P') : 'A'));

/** Quarters to choose from, newest first: those that are over, of ten years. */
export function quarters(today: Date, chosen: string): string[] {
  const over = today.getUTCFullYear() * 4 + Math.floor(today.getUTCMonth() / 3) - 1;
  const list = Array.from({ length: 40 }, (_, i) => `${Math.floor((over - i) / 4)}-Q${((over - i) % 4) + 1}`);
  return chosen === '' || list.includes(chosen) ? list : [chosen, ...list];
}
