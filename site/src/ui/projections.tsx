import { address } from '../core/api.ts';
import { number, percent, plural } from '../core/format.ts';
import { periodLabel } from '../core/periods.ts';
import { Table } from './table.tsx';
import { useData } from './useData.ts';

/** What a month that only licenses tell of is likely to come to; null where too few months were compared. */
export interface Projection {
  period: string;
  /** Only where it was asked for by product. */
  product?: string;
  week: number;
  license_quantity_t: number | null;
  projected_quantity_t: number | null;
  low_80_t: number | null;
  high_80_t: number | null;
  coverage_80: number | null;
  months_checked: number | null;
  months_compared: number | null;
}

/** A month that has not begun has too few licenses to tell anything: its range says so, and helps nobody. */
const earliest = -5;

/** Those that tell something. */
export const projectable = (rows: readonly Projection[]): Projection[] => rows.filter((r) => r.projected_quantity_t !== null && r.week >= earliest);

const tons = (value: number | null): string => (value === null ? '–' : `${number(value)} t`);

/** The months without Census figures and what past licenses of the same age let expect. Nothing where that is not served. */
export function Projections({ asOf, isRecord }: { asOf: string; isRecord?: boolean }) {
  const loaded = useData<Projection[]>(address('license-projection.json', { shape: 'records', as_of: asOf }));
  const rows = projectable(loaded.answer?.data ?? []);
  if (rows.length === 0) return null;
  const checked = rows.find((r) => r.coverage_80 !== null && r.months_checked);
  return (
    <section id="projections">
      <h2>Where the months without Census figures are heading</h2>
      <Table stacks
        caption="Estimates: license tons times the usual ratio of Census to licenses of the same age" rows={rows} keyOf={(r) => r.period}
        columns={[
          { label: 'Month', heads: true, cell: (r) => <>{periodLabel(r.period)} <span class="mark">estimated</span></> },
          { label: 'Licenses so far', numeric: true, cell: (r) => tons(r.license_quantity_t) },
          { label: 'Projected', numeric: true, cell: (r) => tons(r.projected_quantity_t) },
          { label: 'Four times in five between', numeric: true, cell: (r) => (r.low_80_t === null ? '–' : `${number(r.low_80_t)} and ${tons(r.high_80_t)}`) },
          { label: 'Months compared', numeric: true, cell: (r) => r.months_compared ?? '–' },
        ]}
      />
      {checked && <p class="note">Such ranges would have held the Census figure in {percent(checked.coverage_80!)} of {plural(checked.months_checked!, 'past month')}.{!isRecord && <> <a href="/accuracy/">The whole record</a></>}</p>}
    </section>
  );
}
