import { useEffect, useState } from 'preact/hooks';
import { epochNow, onEpoch } from '../core/published.ts';

/** Changes when newer data than the published ones are there: what depends on it asks again. */
export function useEpoch(): number {
  const [epoch, setEpoch] = useState(epochNow);
  useEffect(() => onEpoch(setEpoch), []);
  return epoch;
}
