import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';

let isAtOnce = false;

/** Lets what waits be drawn with the rest: the publish step learns so what it will ask for. */
export function drawAll(all: boolean): void {
  isAtOnce = all;
}

/** Whether the first screen is painted. */
export function useLater(): boolean {
  const [isPainted, setPainted] = useState(isAtOnce);
  useEffect(() => setPainted(true), []);
  return isPainted;
}

/** What lies below the first screen waits until that is painted. */
export function Later({ children }: { children: ComponentChildren }) {
  return useLater() ? <>{children}</> : null;
}
