import { CircleMap } from '../../charts/circleMap.tsx';
import { Figure } from '../../charts/figure.tsx';
import { measures, percent, signedPercent } from '../../core/format.ts';
import { sizeOf, type Rank } from '../../core/series.ts';
import type { ImportState } from '../../core/trade.ts';
import type { Meta, Row } from '../../core/types.ts';
import { Table } from '../../ui/table.tsx';
import type { Span } from './scope.ts';

export interface MapProps {
  ranks: readonly Rank[];
  span: Span;
  state: ImportState;
  what: string;
  conditions: string;
  meta: Meta | null;
  allCsv: string;
}

/** Where the metal came from, over the span of the ranking. */
export function ImportMap({ ranks, span, state, what, conditions, meta, allCsv }: MapProps) {
  const size = sizeOf(state.measure);
  const text = measures[size].text;
  const rows = ranks.filter((r) => r.value > 0);
  const of = new Map(rows.map((r) => [r.series.key, r]));
  const note = (r: Rank): string => [r.share === null ? '' : `${percent(r.share)} of all`, r.change === null ? '' : `${signedPercent(r.change)} on a year earlier`].filter((t) => t).join(', ');
  const title = `Where it came from: ${what}, ${span.label}`;
  const subtitle = `Circles: ${measures[size].unit}, by country of origin; ${conditions}`;
  return (
    <Figure
      id="import-map" title={title} subtitle={subtitle} meta={meta} allCsv={allCsv}
      shown={{
        columns: ['country', 'country_name', size, 'share'],
        rows: rows.map((r): Row => ({ country: r.series.key, country_name: r.series.name, [size]: r.value, share: r.share })),
      }}
      notes={span.preliminary && <p class="note"><strong>Preliminary</strong> (dashed, hatched): some of these months are from import licenses.</p>}
      table={
        <Table
          caption={subtitle} rows={rows} keyOf={(r) => r.series.key} first={15}
          columns={[
            { label: 'Country', heads: true, cell: (r) => r.series.name },
            { label: measures[size].label, numeric: true, cell: (r) => text(r.value) },
            { label: 'Share', numeric: true, cell: (r) => (r.share === null ? '–' : percent(r.share)) },
          ]}
        />
      }
    >
      <CircleMap
        label={`Map with circles: ${title}. ${subtitle}`} text={text} preliminary={span.preliminary}
        places={rows.map((r) => ({ code: r.series.key, name: r.series.name, value: r.value }))}
        tip={(p) => ({ name: '', value: text(p.value), note: [note(of.get(p.code)!), span.preliminary ? 'preliminary in part' : ''].filter((t) => t).join('; ') })}
      />
    </Figure>
  );
}
