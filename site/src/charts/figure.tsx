import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { embedCode, embedded, embedParameter } from '../core/embed.ts';
import { toCsv } from '../core/csv.ts';
import { dayLabel } from '../core/periods.ts';
import type { Meta, Row } from '../core/types.ts';
import { download } from '../ui/download.ts';
import { Swatch } from './marker.tsx';
import type { Style } from './palette.ts';

export interface FigureProps {
  /** Names its files and its place in the page. */
  id: string;
  title: string;
  /** Unit, scope, frequency. */
  subtitle: string;
  meta: Meta | null;
  legend?: readonly { name: string; style: Style }[];
  /** Whether the legend is needed at every width; else only where names do not fit beside the lines. */
  legendAlways?: boolean;
  /** What is shown, in the columns of the API. */
  shown: { columns: readonly string[]; rows: readonly Row[] };
  /** Address of everything behind it, as CSV. */
  allCsv: string;
  table: ComponentChildren;
  /** Whether the table says more than the chart does, and stands open. */
  tableIsOpen?: boolean;
  notes?: ComponentChildren;
  loading?: boolean;
  /** Whether it belongs to a section with a heading of its own. */
  inSection?: boolean;
  controls?: ComponentChildren;
  children: ComponentChildren;
}

/** Where figures come from and from which publication. */
export function sourceLine(meta: Meta | null): string {
  if (!meta) return '';
  const names = (meta.sources ?? []).map((s) => s.name).join('; ');
  return `Source: ${names || 'Aluminum Import Monitor, open edition'}. Published ${dayLabel(meta.published_at)}, version ${meta.data_version}.${meta.sample ? ' Sample data: not real.' : ''}`;
}

/** Room for a chart with its title, source and notes. */
const frameHeight = 620;

function wholePage(): string {
  const address = new URL(location.href);
  address.searchParams.delete(embedParameter);
  return address.href;
}

/** A chart with all that it owes its reader: scope, unit, source, vintage, the same numbers as a table, and files. */
export function Figure(props: FigureProps) {
  const root = useRef<HTMLElement>(null);
  const [said, setSaid] = useState('');
  const [code, setCode] = useState('');
  const { id, title, subtitle, meta, legend = [] } = props;
  const Heading = props.inSection ? 'h3' : 'h2';

  const csv = (): void => download(`${id}.csv`, new Blob([toCsv(props.shown.columns, props.shown.rows)], { type: 'text/csv' }));
  const image = async (kind: 'svg' | 'png'): Promise<void> => {
    const plot = root.current?.querySelector<SVGSVGElement>('svg.plot');
    if (!plot) return;
    const { pictureOf, toPng } = await import('./exportImage.ts');
    const swatches = root.current!.querySelectorAll<SVGElement>('.legend .swatch');
    const picture = pictureOf(plot, {
      title, subtitle,
      legend: legend.map(({ name }, i) => ({ name, swatch: swatches[i] ?? null })),
      lines: [sourceLine(meta), location.href],
    });
    download(`${id}.${kind}`, kind === 'png' ? await toPng(picture) : new Blob([picture.svg], { type: 'image/svg+xml' }));
  };
  const copyLink = async (): Promise<void> => {
    const address = new URL(location.href);
    if (meta?.as_of) address.searchParams.set('as_of', meta.as_of);
    await navigator.clipboard.writeText(address.href).then(
      () => setSaid(`Copied: the address of this view as of ${dayLabel(meta?.as_of)}.`),
      () => setSaid(address.href),
    );
  };

  return (
    <figure class={`figure${props.loading ? ' figure-loading' : ''}${embedded() === id ? ' embedded' : ''}`} id={id} ref={root} aria-busy={props.loading ? 'true' : undefined}>
      <figcaption><Heading>{title}</Heading><p>{subtitle}</p></figcaption>
      {props.controls}
      <div class="figure-body">
        {legend.length > 1 && (
          <ul class={props.legendAlways ? 'legend' : 'legend legend-narrow'}>{legend.map((l) => <li key={l.name}><Swatch style={l.style} /> {l.name}</li>)}</ul>
        )}
        {props.children}
      </div>
      <p class="source">{sourceLine(meta) || '\u00a0'}{embedded() === id && <> <a href={wholePage()} target="_blank" rel="noreferrer">Open in the monitor</a></>}</p>
      <details class="twin" open={props.tableIsOpen}><summary>Table of these numbers</summary>{props.table}</details>
      <div class="actions">
        <button type="button" onClick={csv}>CSV of this chart</button>
        <button type="button" onClick={() => void image('svg')}>SVG</button>
        <button type="button" onClick={() => void image('png')}>PNG</button>
        <a href={props.allCsv}>CSV of all</a>
        <button type="button" onClick={() => void copyLink()}>Copy permanent link</button>
        <button type="button" aria-expanded={code !== ''} onClick={() => setCode(code === '' ? embedCode(location.href, id, title, meta?.as_of ?? null, frameHeight) : '')}>Embed</button>
        <span role="status">{said}</span>
      </div>
      {code !== '' && (
        <label class="embed-code">
          Frame for another site, with the figures of this publication for good
          <textarea readOnly rows={3} value={code} onFocus={(e) => e.currentTarget.select()} />
        </label>
      )}
      {props.notes}
    </figure>
  );
}
