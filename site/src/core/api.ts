import { placeOf } from './published.ts';
import type { Answer } from './types.ts';

export const base = '/api/v1';

export type Parameters = Readonly<Record<string, string | null | undefined>>;

/** The address of a question; empty parameters are left out. */
export function address(path: string, parameters: Parameters = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value) query.set(name, value);
  const text = query.toString().replaceAll('%2C', ',');
  return `${base}/${path}${text === '' ? '' : `?${text}`}`;
}

/** Why there is no answer. `status` is 0 when nobody answered. */
export class ApiError extends Error {
  constructor(readonly status: number, message: string, readonly detail: string | null = null) {
    super(message);
  }
}

const patienceMs = 20_000;
const cacheName = 'aim-answers';
const kept = 30;

/** What an error answer says in `application/problem+json`. */
export async function problemOf(response: Response): Promise<ApiError> {
  const problem = (await response.json().catch(() => ({}))) as { title?: string; detail?: string };
  return new ApiError(response.status, problem.title ?? `HTTP ${response.status}`, problem.detail ?? null);
}

/**
 * @param remember keeps the answer as the last good one.
 * @param isFresh asks past the browser's own store, which may be older than what is known to be there.
 * @throws ApiError
 */
export async function getJson<T>(url: string, remember = false, isFresh = false): Promise<T> {
  let response: Response;
  try {
    const place = placeOf(url);
    response = await fetch(place, { signal: AbortSignal.timeout(patienceMs), ...(isFresh ? { cache: 'no-cache' } : {}) });
    // A publication that was replaced meanwhile has taken its files along.
    if (place !== url && !response.ok) response = await fetch(url, { signal: AbortSignal.timeout(patienceMs) });
    if (response.ok) {
      const copy = remember ? response.clone() : null;
      const value = (await response.json()) as T;
      if (copy) void keep(url, copy);
      return value;
    }
  } catch (error) {
    const isLate = error instanceof DOMException && error.name === 'TimeoutError';
    throw new ApiError(0, isLate ? `no answer in ${patienceMs / 1000} seconds` : 'the server could not be reached');
  }
  throw await problemOf(response);
}

/** The last good answer to a question, if this browser has seen one. */
export async function lastGood<T>(url: string): Promise<Answer<T> | null> {
  try {
    const found = await (await caches.open(cacheName)).match(url);
    return found ? ((await found.json()) as Answer<T>) : null;
  } catch {
    // Without a store (private window, plain http) there is simply nothing kept.
    return null;
  }
}

async function keep(url: string, response: Response): Promise<void> {
  try {
    const cache = await caches.open(cacheName);
    await cache.put(url, response);
    const keys = await cache.keys();
    await Promise.all(keys.slice(0, Math.max(0, keys.length - kept)).map((key) => cache.delete(key)));
  } catch {
    // Nothing is kept where there is no store.
  }
}
