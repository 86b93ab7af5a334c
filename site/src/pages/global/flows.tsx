import { Figure } from '../../charts/figure.tsx';
import { FlowChart } from '../../charts/flowChart.tsx';
import { flowOf } from '../../core/flow.ts';
import { measures, number, percent } from '../../core/format.ts';
import { periodLabel } from '../../core/periods.ts';
import type { Meta, Row } from '../../core/types.ts';
import type { Told, WorldState } from '../../core/world.ts';
import { Table } from '../../ui/table.tsx';
import { listed } from './lacking.tsx';
import { conditions, goods, type NameOf } from './scope.ts';

const places = 8;

/** Who ships to whom in one month, in the direction of the goods. */
export function Flows({ rows, period, told, state, meta, allCsv, nameOf }: {
  rows: readonly Row[]; period: string; told: Told | undefined; state: WorldState; meta: Meta; allCsv: string; nameOf: NameOf;
}) {
  const [from, to] = state.flow === 'X' ? ['reporter', 'partner'] as const : ['partner', 'reporter'] as const;
  const tons = (row: Row): number => Number(row['quantity_t'] ?? 0);
  const total = rows.reduce((sum, r) => sum + tons(r), 0);
  const sorted = [...rows].sort((a, b) => tons(b) - tons(a));
  const text = measures.quantity_t.text;
  const title = `Who shipped ${goods(state)} to whom, ${periodLabel(period, 'M', true)}`;
  const subtitle = `Metric tons, ${state.flow === 'X' ? 'exports' : 'imports'}; ${conditions(state)}`;
  if (total === 0) return null;
  return (
    <section>
      <Figure
        id="world-flows" title={title} subtitle={subtitle} meta={meta} allCsv={allCsv}
        shown={{ columns: ['period', 'reporter', 'reporter_name', 'partner', 'partner_name', 'quantity_t', 'value_usd', 'unit_value_usd_per_t', 'value_yoy', 'status'], rows }}
        notes={told?.missing.length ? <p class="note">Not in it, because they have not reported the month: {listed(told.missing, nameOf)}.</p> : null}
        table={
          <Table
            caption={`${number(rows.length)} flows, largest first`} rows={sorted} first={20} keyOf={(r) => `${r['reporter']} ${r['partner']}`}
            columns={[
              { label: 'From', heads: true, cell: (r) => r[`${from}_name`] },
              { label: 'To', cell: (r) => r[`${to}_name`] },
              { label: 'Metric tons', numeric: true, cell: (r) => (r['quantity_t'] === null ? 'no weight' : text(tons(r))) },
              { label: 'Share', numeric: true, cell: (r) => percent(tons(r) / total) },
              { label: 'Value', numeric: true, cell: (r) => (r['value_usd'] === null ? '–' : measures.value_usd.text(Number(r['value_usd']))) },
            ]}
          />
        }
      >
        <FlowChart flow={flowOf(rows, [from, to], places)} headings={['From', 'To']} text={text} label={`Flow chart: ${title}. ${subtitle}`} />
      </Figure>
    </section>
  );
}
