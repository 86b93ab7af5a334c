import { embedParameter } from './embed.ts';

/** What one parameter of a page may be. */
export interface Field {
  initial: string;
  /** The values allowed; none: anything that `pattern` fits. */
  values?: readonly string[];
  pattern?: RegExp;
}

export type Schema = Record<string, Field>;

export type State<S extends Schema> = { readonly [K in keyof S]: string };

export interface Parsed<S extends Schema> {
  state: State<S>;
  /** What the address held and the page does not know. */
  ignored: { name: string; value: string }[];
}

/** Days that exist, so that the API is not asked for the 31st of June. */
const isDay = (text: string): boolean => {
  const time = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
};

/** Every page can be seen as of a day. */
export const asOfField: Field = { initial: '', pattern: /^\d{4}-\d\d-\d\d$/ };

const isValid = (name: string, field: Field, value: string): boolean =>
  value === field.initial || (field.values ? field.values.includes(value) : (field.pattern?.test(value) ?? true) && (name !== 'as_of' || isDay(value)));

/** Keeps the valid part of an address and names the rest. */
export function parseState<S extends Schema>(schema: S, search: string): Parsed<S> {
  const state = Object.fromEntries(Object.entries(schema).map(([name, field]) => [name, field.initial]));
  const ignored: Parsed<S>['ignored'] = [];
  for (const [name, value] of new URLSearchParams(search)) {
    if (name === embedParameter) continue;
    const field = Object.hasOwn(schema, name) ? schema[name] : undefined;
    if (field && isValid(name, field, value)) state[name] = value;
    else ignored.push({ name, value });
  }
  return { state: state as State<S>, ignored };
}

/** The shortest query that says the same; empty when all is as at first. Commas and colons stay readable. */
export function formatState<S extends Schema>(schema: S, state: State<S>): string {
  const parameters = new URLSearchParams();
  for (const [name, field] of Object.entries(schema)) {
    const value = state[name] ?? field.initial;
    if (value !== field.initial) parameters.set(name, value);
  }
  const text = parameters.toString().replaceAll('%2C', ',').replaceAll('%7E', '~');
  return text === '' ? '' : `?${text}`;
}
