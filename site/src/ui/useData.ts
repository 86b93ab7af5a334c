import { useCallback, useEffect, useState } from 'preact/hooks';
import { ApiError, getJson, lastGood } from '../core/api.ts';
import type { Answer } from '../core/types.ts';
import { noteMeta } from './meta.ts';

export interface Loaded<T> {
  answer: Answer<T> | null;
  error: ApiError | null;
  loading: boolean;
  retry(): void;
}

interface Held<T> {
  url: string | null;
  answer: Answer<T> | null;
  error: ApiError | null;
}

/**
 * Asks the API. While a new question is under way, and when it fails, the answer before stays; when there was none, the last
 * good one that this browser has seen.
 * @param url the question; null asks nothing.
 */
export function useData<T>(url: string | null): Loaded<T> {
  const [held, setHeld] = useState<Held<T>>({ url: null, answer: null, error: null });
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (url === null) return;
    let isCurrent = true;
    const settle = (change: (before: Held<T>) => Held<T>): void => {
      if (isCurrent) setHeld(change);
    };
    getJson<Answer<T>>(url, true).then(
      (answer) => {
        noteMeta(answer.meta);
        settle(() => ({ url, answer, error: null }));
      },
      async (failure: ApiError) => {
        const kept = failure.status === 404 ? null : await lastGood<T>(url);
        if (kept) noteMeta(kept.meta);
        settle((before) => ({ url, answer: failure.status === 404 ? null : (kept ?? before.answer), error: failure }));
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [url, tries]);
  const retry = useCallback(() => setTries((n) => n + 1), []);
  return { answer: url === null ? null : held.answer, error: held.url === url ? held.error : null, loading: url !== null && held.url !== url, retry };
}
