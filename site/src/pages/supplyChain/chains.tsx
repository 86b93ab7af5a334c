import { Figure } from '../../charts/figure.tsx';
import { FlowChart } from '../../charts/flowChart.tsx';
import { address } from '../../core/api.ts';
import { flowOf } from '../../core/flow.ts';
import { measures, number, percent } from '../../core/format.ts';
import { periodLabel, periodMonths } from '../../core/periods.ts';
import type { Frequency, Row } from '../../core/types.ts';
import { DataNotice } from '../../ui/notices.tsx';
import { Table } from '../../ui/table.tsx';
import { useData } from '../../ui/useData.ts';

const places = 7;

/** The way of the metal in one period: from its smelt over its cast to the country that it came from. */
export function Chains(props: { period: string; frequency: string; product: string; productName: string; asOf: string }) {
  const { period } = props;
  const months = periodMonths(period);
  const question = { product: props.product, freq: props.frequency === 'M' ? '' : props.frequency, from: months[0]!, to: months.at(-1)!, as_of: props.asOf };
  const loaded = useData<Row[]>(address('supply-chain.json', { ...question, shape: 'records' }));
  const rows = loaded.answer?.data ?? [];
  const total = rows.reduce((sum, r) => sum + Number(r['quantity_t'] ?? 0), 0);
  const second = rows.reduce((sum, r) => sum + Number(r['second_smelter_t'] ?? 0), 0);
  const elsewhere = rows.reduce((sum, r) => sum + (r['smelt'] !== 'secondary' && r['smelt'] !== 'unknown' && r['smelt'] !== r['origin'] ? Number(r['quantity_t'] ?? 0) : 0), 0);
  const name = periodLabel(period, props.frequency as Frequency, true);
  const title = `The way of ${props.productName}: smelt, cast, origin, ${name}`;
  const text = measures.quantity_t.text;
  const sorted = [...rows].sort((a, b) => Number(b['quantity_t'] ?? 0) - Number(a['quantity_t'] ?? 0));
  if (loaded.error?.status === 404) return null;
  return (
    <section>
      <DataNotice loaded={loaded} name="The supply chains" />
      {total > 0 && loaded.answer && (
        <Figure
          id="supply-chains" title={title} subtitle="Metric tons; ribbons are as wide as the tons are many; from import licenses, preliminary" meta={loaded.answer.meta} loading={loaded.loading}
          allCsv={address('supply-chain.csv', { product: props.product, freq: question.freq, as_of: props.asOf })}
          shown={{ columns: ['period', 'origin', 'origin_name', 'smelt', 'smelt_name', 'cast', 'cast_name', 'quantity_t', 'value_usd', 'unit_value_usd_per_t', 'second_smelter_t', 'status'], rows }}
          notes={
            <p class="note">
              {text(elsewhere)} ({percent(elsewhere / total)}) came from another country than that of their smelt. {text(second)} ({percent(second / total)}) name a second smelter too, without its part.
            </p>
          }
          table={
            <Table
              caption={`${number(rows.length)} ways, largest first`} rows={sorted} first={20} keyOf={(r) => `${r['origin']} ${r['smelt']} ${r['cast']} ${r['period']}`}
              columns={[
                { label: 'Smelt', heads: true, cell: (r) => r['smelt_name'] },
                { label: 'Cast', cell: (r) => r['cast_name'] },
                { label: 'Origin', cell: (r) => r['origin_name'] },
                { label: 'Metric tons', numeric: true, cell: (r) => text(Number(r['quantity_t'] ?? 0)) },
                { label: 'Share', numeric: true, cell: (r) => percent(Number(r['quantity_t'] ?? 0) / total) },
              ]}
            />
          }
        >
          <FlowChart
            flow={flowOf(rows, ['smelt', 'cast', 'origin'], places)} headings={['Smelt', 'Cast', 'Origin']} text={text}
            label={`Flow chart: ${title}. The table below holds the same numbers.`}
          />
        </Figure>
      )}
    </section>
  );
}
