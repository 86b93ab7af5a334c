import { useCallback, useEffect, useState } from 'preact/hooks';
import { getJson, type ApiError } from '../core/api.ts';
import { isWhole, published } from '../core/published.ts';
import { useEpoch } from './useEpoch.ts';

/**
 * Reads something that is no data set, and again every so often when asked to; what changes all the time is never taken from
 * a publication. What was read before stays when a reading fails.
 */
export function useJson<T>(url: string, everyMs?: number): { value: T | null; error: ApiError | null; retry(): void } {
  const [held, setHeld] = useState<{ value: T | null; error: ApiError | null }>(() => ({ value: everyMs ? null : published<T>(url), error: null }));
  const [turn, setTurn] = useState(0);
  const epoch = useEpoch();
  useEffect(() => {
    if (turn === 0 && !everyMs && isWhole(url)) return;
    let isCurrent = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    getJson<T>(url)
      .then(
        (value) => isCurrent && setHeld({ value, error: null }),
        (error: ApiError) => isCurrent && setHeld((before) => ({ value: before.value, error })),
      )
      .finally(() => {
        if (isCurrent && everyMs) timer = setTimeout(() => setTurn((n) => n + 1), everyMs);
      });
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [url, turn, everyMs, epoch]);
  return { ...held, retry: useCallback(() => setTurn((n) => n + 1), []) };
}
