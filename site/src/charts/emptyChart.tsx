import type { ComponentChildren } from 'preact';

/** Keeps the place of a chart while there is none to draw; its height is that of most charts. */
export const EmptyChart = ({ height, children }: { height?: number; children?: ComponentChildren }) => (
  <div class="chart-empty" {...(height ? { style: { height: `${height}px` } } : {})}>{children ?? <p>Loading…</p>}</div>
);
