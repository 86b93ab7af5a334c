import { useMemo } from 'preact/hooks';
import { Figure } from '../charts/figure.tsx';
import { LineChart, type Line } from '../charts/lineChart.tsx';
import { byWeek, lastOfMonth, record, withErrors, type Comparison } from '../core/accuracy.ts';
import { address } from '../core/api.ts';
import { comparedWith, number, plural, signedPercent } from '../core/format.ts';
import { periodLabel } from '../core/periods.ts';
import type { Meta, Row } from '../core/types.ts';
import { asOfField } from '../core/urlState.ts';
import { pageOf } from '../shell/site.ts';
import { Shell } from '../shell/shell.tsx';
import { Later } from '../ui/later.tsx';
import { DataNotice, IgnoredNotice, Loading } from '../ui/notices.tsx';
import { Projections } from '../ui/projections.tsx';
import { Table } from '../ui/table.tsx';
import { useAddress } from '../ui/useAddress.ts';
import { useData } from '../ui/useData.ts';

const schema = { as_of: asOfField };

export default function AccuracyPage() {
  const { state, ignored } = useAddress(schema);
  const loaded = useData<Comparison[]>(address('license-accuracy.json', { shape: 'records', as_of: state.as_of }));
  const rows = useMemo(() => withErrors(loaded.answer?.data ?? []), [loaded.answer]);
  const sum = useMemo(() => record(rows), [rows]);
  const csv = address('license-accuracy.csv', { as_of: state.as_of });
  return (
    <Shell page={pageOf('accuracy')} asOf={state.as_of}>
      <IgnoredNotice ignored={ignored} />
      <DataNotice loaded={loaded} name="The record of licenses against Census" />
      <p class="lead lead-live">
        {sum
          ? `In the last ${plural(sum.count, 'month')} Census tons ended up ${comparedWith(sum.mean, 'the last licenses said')}, on average (from ${signedPercent(sum.low)} to ${signedPercent(sum.high)}).`
          : loaded.answer ? 'No month has both a license snapshot and Census figures yet.' : 'How far import licenses were from the Census figures that replaced them.'}
      </p>
      {loaded.loading && !loaded.answer && <Loading what="the comparison of all snapshots" />}
      {sum && loaded.answer && (
        <>
          <Weeks rows={rows} meta={loaded.answer.meta} csv={csv} />
          <Later>
            <Months rows={rows} meta={loaded.answer.meta} csv={csv} />
            <Projections asOf={state.as_of} isRecord />
          </Later>
        </>
      )}
    </Shell>
  );
}

const axis = (v: number): string => `${number(v * 100, Math.abs(v) < 0.1 && !Number.isInteger(Math.round(v * 1000) / 10) ? 1 : 0)}%`;

const weekName = (week: string): string => `week ${week.replace('-', '\u2212')}`;

function Weeks({ rows, meta, csv }: { rows: readonly Comparison[]; meta: Meta; csv: string }) {
  const all = byWeek(rows);
  // Before that licenses have hardly begun, and their errors would flatten all others.
  const weeks = all.slice(all.findLastIndex((w) => w.high > 1) + 1);
  const marks = weeks.map(() => 'A' as const);
  const lines: Line[] = [
    { key: 'high', name: 'Highest', values: weeks.map((w) => w.high), marks, style: { colour: 'var(--series-other)', shape: 2 } },
    { key: 'middle', name: 'Median', values: weeks.map((w) => w.middle), marks, style: { colour: 'var(--series-1)', shape: 0 } },
    { key: 'low', name: 'Lowest', values: weeks.map((w) => w.low), marks, style: { colour: 'var(--series-other)', shape: 6 } },
  ];
  const subtitle = 'Census over licenses minus 1, percent, by whole weeks since the end of the month (week 0); 0% means that licenses were right';
  return (
    <Figure
      id="license-error-by-week" title="Licenses come closer week by week" subtitle={subtitle} meta={meta} legend={lines} allCsv={csv}
      notes={all.length > weeks.length && <p class="note">Earlier weeks, in which Census ended up more than twice as high as licenses at least once, are in the table only.</p>}
      shown={{ columns: ['week', 'months', 'lowest', 'median', 'highest'], rows: weeks.map((w): Row => ({ week: w.week, months: w.count, lowest: w.low, median: w.middle, highest: w.high })) }}
      table={
        <Table
          caption={subtitle} rows={all} keyOf={(w) => String(w.week)} first={30}
          columns={[
            { label: 'Week', heads: true, cell: (w) => weekName(String(w.week)) },
            { label: 'Months', numeric: true, cell: (w) => w.count },
            { label: 'Lowest', numeric: true, cell: (w) => signedPercent(w.low) },
            { label: 'Median', numeric: true, cell: (w) => signedPercent(w.middle) },
            { label: 'Highest', numeric: true, cell: (w) => signedPercent(w.high) },
          ]}
        />
      }
    >
      <LineChart
        label={`Line chart: license error by week. ${subtitle}`} periods={weeks.map((w) => String(w.week))} frequency="M" lines={lines} axis={axis} name={weekName}
        tip={(l, i) => ({ name: l.name, value: signedPercent(l.values[i]!), ...(l.key === 'middle' ? { note: `of ${plural(weeks[i]!.count, 'month')}` } : {}) })}
      />
    </Figure>
  );
}

function Months({ rows, meta, csv }: { rows: readonly Comparison[]; meta: Meta; csv: string }) {
  const months = lastOfMonth(rows);
  const line: Line = { key: 'error', name: 'Error', values: months.map((m) => m.error), marks: months.map(() => 'A' as const), style: { colour: 'var(--series-1)', shape: 0 } };
  const subtitle = 'Census over the last licenses before it, minus 1, percent';
  return (
    <Figure
      id="license-error-by-month" title="The last word of licenses, month by month" subtitle={subtitle} meta={meta} allCsv={csv}
      shown={{
        columns: ['period', 'week', 'license_quantity_t', 'census_quantity_t', 'error'],
        rows: months.map((m): Row => ({ period: m.period, week: m.week, license_quantity_t: m.license_quantity_t, census_quantity_t: m.census_quantity_t, error: m.error })),
      }}
      table={
        <Table
          caption="Newest month first" rows={[...months].reverse()} keyOf={(m) => m.period} first={24}
          columns={[
            { label: 'Month', heads: true, cell: (m) => periodLabel(m.period) },
            { label: 'Snapshot', cell: (m) => weekName(String(m.week)) },
            { label: 'Licenses', numeric: true, cell: (m) => `${number(m.license_quantity_t)} t` },
            { label: 'Census', numeric: true, cell: (m) => `${number(m.census_quantity_t)} t` },
            { label: 'Error', numeric: true, cell: (m) => signedPercent(m.error!) },
          ]}
        />
      }
    >
      <LineChart
        label={`Line chart: license error by month. ${subtitle}`} periods={months.map((m) => m.period)} frequency="M" lines={[line]} axis={axis}
        tip={(l, i) => ({ name: '', value: signedPercent(l.values[i]!), note: `${number(months[i]!.license_quantity_t)} t licensed, ${number(months[i]!.census_quantity_t)} t arrived` })}
      />
    </Figure>
  );
}
