import { Sparkline } from '../../charts/sparkline.tsx';
import { measures, percent, signedPercent } from '../../core/format.ts';
import { sizeOf, type Rank } from '../../core/series.ts';
import { formatState, type State } from '../../core/urlState.ts';
import { importSchema, type Dimension, type ImportState } from '../../core/trade.ts';
import type { Frame } from '../../core/types.ts';
import { Table } from '../../ui/table.tsx';
import type { Change } from './controls.tsx';
import { dimensionWords, type Span } from './scope.ts';

const mostPicked = 6;

/** The page of what a row stands for: its parts, one level down. */
function drill(state: ImportState, by: Dimension, key: string): string | null {
  const next: Partial<ImportState> | null =
    by === 'country' || by === 'region' ? { by: 'product', country: key }
      : by === 'product' ? { by: 'hts10', product: key }
        : by === 'heading' ? { by: 'hs6', hs: key }
          : by === 'hs6' ? { by: 'hts10', hs: key }
            : by === 'hts10' ? { by: 'country', hs: key } : null;
  return next && `/imports/${formatState(importSchema, { ...state, pick: '', ...next } as State<typeof importSchema>)}`;
}

const movedText = (moved: number | null): string => (moved === null ? 'new' : moved === 0 ? '=' : moved > 0 ? `▲ ${moved}` : `▼ ${-moved}`);

/** All rows of the breakdown, largest first, with their way in small. */
export function Ranking(props: {
  ranks: readonly Rank[]; whole: Frame; shown: Frame; span: Span; keys: readonly string[]; by: Dimension; state: ImportState; change: Change;
}) {
  const { state, by, keys } = props;
  const size = sizeOf(state.measure);
  const text = measures[size].text;
  const start = props.shown.periods.length === 0 ? 0 : props.whole.periods.indexOf(props.shown.periods[0]!);
  const end = start + props.shown.periods.length;
  const pick = (key: string, on: boolean): void => props.change({ pick: (on ? [...keys, key] : keys.filter((k) => k !== key)).join(',') });
  return (
    <section>
      <h2>Ranking by {dimensionWords[by]}</h2>
      <Table
        caption={`${measures[size].label} in ${props.span.label}, against the same months a year earlier. Mark up to six rows to compare them in the chart.`}
        rows={props.ranks} keyOf={(r) => r.series.key} first={15}
        columns={[
          { label: 'Rank', numeric: true, cell: (r) => r.rank },
          { label: <abbr title="Rank a year earlier minus rank now">Moved</abbr>, cell: (r) => <span class="mark">{movedText(r.moved)}</span> },
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
          { label: 'Name', heads: true, cell: (r) => <RowName rank={r} by={by} href={drill(state, by, r.series.key)} /> },
          { label: measures[size].label, numeric: true, cell: (r) => text(r.value) },
          { label: 'Share', numeric: true, cell: (r) => (r.share === null ? '–' : percent(r.share)) },
          { label: 'On a year earlier', numeric: true, cell: (r) => (r.change === null ? '–' : signedPercent(r.change)) },
          { label: 'Trend', cell: (r) => <Sparkline values={r.series[size].slice(start, end)} marks={r.series.marks.slice(start, end)} /> },
        ]}
      />
    </section>
  );
}

function RowName({ rank, by, href }: { rank: Rank; by: Dimension; href: string | null }) {
  const { key, name } = rank.series;
  const isCode = by === 'heading' || by === 'hs6' || by === 'hts10';
  const label = isCode ? <><code>{key}</code> {name === key ? '' : name}</> : name;
  return href ? <a href={href}>{label}</a> : <>{label}</>;
}
