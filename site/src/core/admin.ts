import { ApiError, base, problemOf } from './api.ts';

export interface Run {
  feed: string;
  key: string;
  step: string;
  cause: string;
  started: string;
  ended: string | null;
  duration_ms: number;
  outcome: string;
  from: string | null;
  to: string | null;
  asked: number;
  stored: number;
  unchanged: number;
  not_available: number;
  failed: number;
  rows: number;
  bytes: number;
  errors: string[];
}

export interface Operation {
  id: string;
  kind: string;
  feed: string;
  state: 'queued' | 'running' | 'succeeded' | 'failed';
  asked: number;
  stored: number;
  failed: number;
  errors: string[];
}

export interface Refused {
  id: string;
  kind: string;
  feed: string;
  unit: string;
  reason: string;
  origin: string;
  bytes: number;
  refused: string;
  tries: number;
}

export interface RowNote {
  line: number;
  field: string;
  value: string | null;
  rule: string;
}

export interface Loading {
  date: string;
  rows: number;
  accepted: number;
  inactive: number;
  refused: number;
  flagged: number;
  refusals: RowNote[];
  flags: RowNote[];
}

const place = 'aim-admin-key';

/** The key lives in the tab alone: another tab and the next visit do not have it. */
export const keptKey = (): string => (typeof sessionStorage === 'undefined' ? '' : (sessionStorage.getItem(place) ?? ''));
export const keepKey = (key: string): void => sessionStorage.setItem(place, key);
export const forgetKey = (): void => sessionStorage.removeItem(place);

const refusals: Readonly<Record<number, string>> = {
  401: 'The call carried no key.', 403: 'The key is not right. Check it for missing letters, and sign in again.',
};

/** The calls of an administrator. All throw ApiError with a text that can be shown. */
export class AdminApi {
  constructor(private readonly key: string) {}

  runs = async (filter: { feed?: string; since?: string }): Promise<Run[]> => {
    const query = new URLSearchParams(Object.entries(filter).filter(([, v]) => v));
    return (await this.call<{ runs: Run[] }>('GET', `runs?${query}`)).runs;
  };

  order = (kind: 'ingest' | 'reprocess', feed: string, from: string, to: string): Promise<Operation> =>
    this.call('POST', kind, JSON.stringify({ feed, ...(from && { from }), ...(to && { to }) }));

  operation = (id: string): Promise<Operation> => this.call('GET', `operations/${id}`);

  quarantine = async (): Promise<Refused[]> => (await this.call<{ quarantine: Refused[] }>('GET', 'quarantine')).quarantine;

  replay = (id: string): Promise<{ state: string; reason: string | null }> => this.call('POST', `quarantine/${id}/replay`);

  loadLicenses = (day: string, file: Blob): Promise<Loading> => this.call('PUT', `licenses/${day}`, file, 'text/csv');

  private async call<T>(method: string, path: string, body?: BodyInit, type = 'application/json'): Promise<T> {
    let response: Response;
    try {
      response = await fetch(`${base}/admin/${path}`, {
        method, cache: 'no-store', headers: { 'x-functions-key': this.key, ...(body === undefined ? {} : { 'content-type': type }) }, ...(body === undefined ? {} : { body }),
      });
    } catch {
      throw new ApiError(0, 'The server could not be reached. Nothing is known to have been done.');
    }
    if (response.ok) return (await response.json()) as T;
    const problem = await problemOf(response);
    throw new ApiError(response.status, refusals[response.status] ?? [problem.message, problem.detail].filter((t) => t).join('. '), problem.detail);
  }
}
