import { useEffect, useState } from 'preact/hooks';
import type { Meta } from '../core/types.ts';

let newest: Meta | null = null;
const listeners = new Set<(meta: Meta | null) => void>();

/** Tells the page's head what an answer says of itself. One with a release calendar tells more than one without; null forgets all. */
export function noteMeta(meta: Meta | null | undefined): void {
  if (meta === undefined || (meta && newest?.next_release && !meta.next_release)) return;
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
