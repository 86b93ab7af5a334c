import { measures } from '../../core/format.ts';
import { sizeOf, type Rank } from '../../core/series.ts';
import { formatState, type State } from '../../core/urlState.ts';
import { importSchema, type Dimension, type ImportState } from '../../core/trade.ts';
import type { Frame } from '../../core/types.ts';
import { Ranking } from '../../ui/ranking.tsx';
import type { Change } from './controls.tsx';
import { dimensionWords, type Span } from './scope.ts';

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

export function ImportRanking(props: {
  ranks: readonly Rank[]; whole: Frame; shown: Frame; span: Span; keys: readonly string[]; by: Dimension; state: ImportState; change: Change;
}) {
  const { state, by, shown } = props;
  const size = sizeOf(state.measure);
  const start = shown.periods.length === 0 ? 0 : props.whole.periods.indexOf(shown.periods[0]!);
  return (
    <Ranking
      heading={`Ranking by ${dimensionWords[by]}`} caption={`${measures[size].label} in ${props.span.label}, against the same months a year earlier.`}
      label={measures[size].label} ranks={props.ranks} size={size} window={[start, start + shown.periods.length]} keys={props.keys} pick={(pick) => props.change({ pick })} compares
      name={(r) => <RowName rank={r} by={by} href={drill(state, by, r.series.key)} />}
    />
  );
}

function RowName({ rank, by, href }: { rank: Rank; by: Dimension; href: string | null }) {
  const { key, name } = rank.series;
  const isCode = by === 'heading' || by === 'hs6' || by === 'hts10';
  const label = isCode ? <><code>{key}</code> {name === key ? '' : name}</> : name;
  return href ? <a href={href}>{label}</a> : <>{label}</>;
}
