import { RankedBars } from '../../charts/rankedBars.tsx';
import { Figure } from '../../charts/figure.tsx';
import { EmptyChart } from '../../charts/emptyChart.tsx';
import { address } from '../../core/api.ts';
import { measures, percent, signedPercent } from '../../core/format.ts';
import { periodLabel } from '../../core/periods.ts';
import { ranking, readFrame } from '../../core/series.ts';
import type { Dense } from '../../core/types.ts';
import { yearEarlier } from '../../core/periods.ts';
import { seriesRows } from '../../ui/seriesTable.tsx';
import { Table } from '../../ui/table.tsx';
import { useData } from '../../ui/useData.ts';

const count = 10, rowHeight = 26;

/** The countries that sent most in one month. */
export function TopOrigins({ asOf, period }: { asOf: string; period: string | null }) {
  const question = { by: 'country', from: period && yearEarlier(period), to: period, as_of: asOf };
  const loaded = useData<Dense>(period ? address('us-imports.json', { ...question, shape: 'dense' }) : null);
  if (!period || loaded.error) return null;
  const frame = readFrame(loaded.answer?.data ?? {}, 'country', '');
  const rows = ranking(frame, 'quantity_t', 1, 12);
  const top = rows.slice(0, count);
  const last = frame.periods.length - 1;
  const newest = { ...frame, series: rows.map((r) => r.series) };
  const title = `Who sent it: the ten largest in ${periodLabel(period, 'M', true)}`;
  const text = measures.quantity_t.text;
  return (
    <section>
      <Figure
        id="top-origins" title={title} subtitle="Metric tons by country of origin" meta={loaded.answer?.meta ?? null}
        allCsv={address('us-imports.csv', { ...question, from: period })}
        shown={seriesRows('country', frame.periods.slice(last), newest.series.slice(0, count).map((s) => ({
          ...s, quantity_t: s.quantity_t.slice(last), value_usd: s.value_usd.slice(last), unit_value_usd_per_t: s.unit_value_usd_per_t.slice(last), marks: s.marks.slice(last),
        })))}
        table={
          <Table
            caption={title} rows={rows} first={count} keyOf={(r) => r.series.key}
            columns={[
              { label: 'Country', heads: true, cell: (r) => r.series.name },
              { label: 'Metric tons', numeric: true, cell: (r) => text(r.value) },
              { label: 'Share', numeric: true, cell: (r) => (r.share === null ? '–' : percent(r.share)) },
              { label: 'On a year earlier', numeric: true, cell: (r) => (r.change === null ? 'none then' : signedPercent(r.change)) },
            ]}
          />
        }
      >
        {top.length === 0 ? <EmptyChart height={count * rowHeight + 8} /> : (
          <RankedBars
            label={`Bar chart: ${title}`} text={text}
            bars={top.map((r) => ({ key: r.series.key, name: r.series.name, value: r.value, note: `${r.share === null ? '' : `${percent(r.share)} of all`}${r.change === null ? '' : `, ${signedPercent(r.change)} on a year earlier`}` }))}
          />
        )}
      </Figure>
      <p><a href="/imports/">All countries, products and years in the U.S. Import Monitor</a></p>
    </section>
  );
}
