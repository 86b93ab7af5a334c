import { useCallback, useEffect, useState } from 'preact/hooks';
import { ApiError, getJson, lastGood } from '../core/api.ts';
import { isSuperseded, isWhole, published } from '../core/published.ts';
import type { Answer } from '../core/types.ts';
import { noteMeta } from './meta.ts';
import { useEpoch } from './useEpoch.ts';

export interface Loaded<T> {
  answer: Answer<T> | null;
  error: ApiError | null;
  loading: boolean;
  /** Whether the answer holds but the part of it that a first screen needs; the whole follows. */
  thin: boolean;
  retry(): void;
}

interface Held<T> {
  url: string | null;
  answer: Answer<T> | null;
  error: ApiError | null;
  thin: boolean;
}

/** The published answer, when there is one. */
function first<T>(url: string | null): Held<T> {
  const answer = url === null ? null : published<Answer<T>>(url);
  return answer ? { url, answer, error: null, thin: !isWhole(url!) } : { url: null, answer: null, error: null, thin: false };
}

/**
 * Begins with the published answer, and asks the API for what is not published or not whole. While a new question is under way,
 * and when it fails, the answer before stays; when there was none, the last good one that this browser has seen.
 * @param url the question; null asks nothing.
 */
export function useData<T>(url: string | null): Loaded<T> {
  const [held, setHeld] = useState(() => first<T>(url));
  const [tries, setTries] = useState(0);
  const epoch = useEpoch();
  useEffect(() => {
    if (url === null) return;
    if (tries === 0 && isWhole(url)) {
      if (held.url !== url) setHeld(first(url));
      return;
    }
    let isCurrent = true;
    const settle = (change: (before: Held<T>) => Held<T>): void => {
      if (isCurrent) setHeld(change);
    };
    getJson<Answer<T>>(url, true, isSuperseded()).then(
      (answer) => {
        noteMeta(answer.meta);
        settle(() => ({ url, answer, error: null, thin: false }));
      },
      async (failure: ApiError) => {
        const kept = failure.status === 404 ? null : await lastGood<T>(url);
        if (kept) noteMeta(kept.meta);
        settle((before) => ({ url, answer: failure.status === 404 ? null : (kept ?? before.answer), error: failure, thin: before.thin && !kept }));
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [url, tries, epoch]);
  const retry = useCallback(() => setTries((n) => n + 1), []);
  return {
    answer: url === null ? null : held.answer, error: held.url === url ? held.error : null, loading: url !== null && held.url !== url, thin: held.thin, retry,
  };
}
