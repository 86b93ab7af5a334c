import { useEffect, useState } from 'preact/hooks';
import type { Meta } from '../core/types.ts';

let newest: Meta | null = null;
const listeners = new Set<(meta: Meta) => void>();

/** Tells the page's head what an answer says of itself. One with a release calendar tells more than one without. */
export function noteMeta(meta: Meta | undefined): void {
  if (!meta || (newest?.next_release && !meta.next_release)) return;
  newest = meta;
  for (const listener of listeners) listener(meta);
}

export function useMeta(): Meta | null {
  const [meta, setMeta] = useState(newest);
  useEffect(() => {
    listeners.add(setMeta);
    setMeta(newest);
    return () => {
      listeners.delete(setMeta);
    };
  }, []);
  return meta;
}
