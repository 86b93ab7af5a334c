export interface Feed {
  feed: string;
  state: string;
  last_success: string | null;
  newest_period: string | null;
  next_due: string | null;
  stale: boolean;
  stored: number;
  published: number;
  failures: number;
}

/** Until when a country has reported to UN Comtrade. */
export interface Reporter {
  reporter: string;
  reporter_name: string;
  newest_period: string;
  /** Months that are over, and not reported. */
  lag_months: number;
  expected_lag_months: number;
  late: boolean;
}

/** Who has told nothing for longer than that is not awaited any more. */
export const silentMonths = 12;

/** `status.json`; it describes the house, not a data set, and has no `meta`. */
export interface Status {
  data_version: string;
  state: string;
  now: string;
  sample: boolean;
  feeds: Feed[];
  reporters: Reporter[];
  issues: Record<string, unknown>[];
  issue_count: number;
}

const names: Readonly<Record<string, string>> = {
  'census-imports': 'Census: imports', 'census-exports': 'Census: exports', licenses: 'Import licenses', comtrade: 'UN Comtrade: world trade',
  bls: 'Bureau of Labor Statistics', usgs: 'U.S. Geological Survey',
};

export const feedName = (feed: string): string => names[feed] ?? feed.replace(/^comtrade-(.+)$/, (_, country: string) => `UN Comtrade: ${country.toUpperCase()}`);

const states: Readonly<Record<string, string>> = {
  idle: 'nothing to do', due: 'due', pulling: 'asking the source', publishing: 'publishing', waiting: 'waiting after a failure',
};

export const feedState = (state: string): string => states[state] ?? state;
