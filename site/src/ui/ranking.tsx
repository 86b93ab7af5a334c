import type { ComponentChildren } from 'preact';
import { Sparkline } from '../charts/sparkline.tsx';
import { measures, percent, signedPercent } from '../core/format.ts';
import type { Rank } from '../core/series.ts';
import { Table, type TableColumn } from './table.tsx';

const mostPicked = 6;

/** Places gained or lost within a year, as an arrow with its number, and in words for those who cannot see it. */
export function Moved({ by }: { by: number | null }) {
  const words = by === null ? 'new' : by === 0 ? 'same rank as a year earlier' : `${by > 0 ? 'up' : 'down'} ${Math.abs(by)}`;
  return <span class="mark">{by === null ? 'new' : <><span aria-hidden="true">{by === 0 ? '=' : by > 0 ? `▲ ${by}` : `▼ ${-by}`}</span><span class="unseen">{words}</span></>}</span>;
}

/** All rows of a breakdown, largest first, with their way in small; those that are marked stand in the chart. */
export function Ranking(props: {
  heading: string;
  /** What the figures are and of which periods. */
  caption: string;
  /** What the figures count, in a word. */
  label: string;
  ranks: readonly Rank[];
  size: 'quantity_t' | 'value_usd';
  /** First period of the small charts, and one past their last. */
  window: readonly [start: number, end: number];
  keys: readonly string[];
  pick(keys: string): void;
  name(rank: Rank): ComponentChildren;
  /** Whether the same periods of a year earlier are told, too. */
  compares: boolean;
}) {
  const { keys, size } = props;
  const text = measures[size].text;
  const pick = (key: string, on: boolean): void => props.pick((on ? [...keys, key] : keys.filter((k) => k !== key)).join(','));
  const moved: TableColumn<Rank> = { label: <abbr title="Rank a year earlier minus rank now">Moved</abbr>, cell: (r) => <Moved by={r.moved} /> };
  const change: TableColumn<Rank> = { label: 'On a year earlier', numeric: true, cell: (r) => (r.change === null ? '–' : signedPercent(r.change)) };
  return (
    <section>
      <h2>{props.heading}</h2>
      <Table
        caption={`${props.caption} Mark up to six rows to compare them in the chart.`} rows={props.ranks} keyOf={(r) => r.series.key} first={15}
        columns={[
          { label: 'Rank', numeric: true, cell: (r) => r.rank },
          ...(props.compares ? [moved] : []),
          {
            label: 'Chart',
            cell: (r) => (
              <label class="tick-box">
                <input
                  type="checkbox" checked={keys.includes(r.series.key)} disabled={!keys.includes(r.series.key) && keys.length >= mostPicked}
                  onChange={(e) => pick(r.series.key, e.currentTarget.checked)}
                />
                <span class="unseen">{r.series.name} in the chart</span>
              </label>
            ),
          },
          { label: 'Name', heads: true, cell: props.name },
          { label: props.label, numeric: true, cell: (r) => text(r.value) },
          { label: 'Share', numeric: true, cell: (r) => (r.share === null ? '–' : percent(r.share)) },
          ...(props.compares ? [change] : []),
          { label: 'Trend', cell: (r) => <Sparkline values={r.series[size].slice(...props.window)} marks={r.series.marks.slice(...props.window)} /> },
        ]}
      />
    </section>
  );
}
