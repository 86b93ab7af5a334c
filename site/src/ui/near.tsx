import type { ComponentType } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { embedded } from '../core/embed.ts';
import { EmptyChart } from '../charts/emptyChart.tsx';

/** How far below the window a part is made ready. */
const margin = '400px';

/** A part of a page whose code is loaded when it comes near the window; it keeps its place until then. */
export function Near<P extends object>({ id, load, parts }: { id: string; load(): Promise<ComponentType<P>>; parts: P }) {
  const place = useRef<HTMLDivElement>(null);
  const [Part, setPart] = useState<{ is: ComponentType<P> } | null>(null);
  useEffect(() => {
    const go = (): void => void load().then((is) => setPart({ is }));
    if (embedded() === id) return go();
    const watch = new IntersectionObserver((seen) => {
      if (!seen.some((s) => s.isIntersecting)) return;
      watch.disconnect();
      go();
    }, { rootMargin: margin });
    watch.observe(place.current!);
    return () => watch.disconnect();
  }, []);
  return Part ? <Part.is {...parts} /> : <div ref={place}><EmptyChart /></div>;
}
