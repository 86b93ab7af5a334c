/** What an answer of the API says of itself (only what the site reads). */
export interface Meta {
  dataset: string;
  title: string;
  data_version: string;
  as_of: string | null;
  published_at: string | null;
  next_release: string | null;
  last_final_period: string | null;
  license_through: string | null;
  sample: boolean;
  sources?: { id: string; name: string; url: string }[];
}

export type Measure = 'quantity_t' | 'value_usd' | 'unit_value_usd_per_t';

export type Frequency = 'M' | 'Q' | 'Y' | 'YTD';

/** A letter of the API's `status`; `-` where there is no row; `I` where countries that belong to a sum have not reported; `F` of a forecast. */
export type Mark = 'A' | 'P' | 'R' | 'M' | 'C' | 'E' | 'I' | 'F' | '-';

export type Values = readonly (number | null)[];

/** One line of a chart: tons, dollars and dollars per ton of each period of its frame. */
export interface Series {
  key: string;
  name: string;
  quantity_t: Values;
  value_usd: Values;
  unit_value_usd_per_t: Values;
  /** Share of the value that has a quantity, 0 to 1; without it unit values could not be added up. */
  quantity_coverage: Values;
  marks: readonly Mark[];
}

export interface Frame {
  periods: readonly string[];
  series: readonly Series[];
  /** Months that have data in each period, for quarters and years; null for months. */
  months: readonly number[] | null;
}

/** The shape `dense` of the API. */
export interface Dense {
  period?: string[];
  series?: Record<string, unknown>[];
}

export type Row = Record<string, string | number | null>;

export interface Answer<T> {
  meta: Meta;
  data: T;
}

export interface TradeEvent {
  date: string;
  id: string;
  title: string;
  detail: string;
  countries: string;
  rate_percent: number | null;
  date_certainty: string;
}
