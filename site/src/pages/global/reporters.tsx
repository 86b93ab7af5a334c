import { plural } from '../../core/format.ts';
import { periodLabel } from '../../core/periods.ts';
import type { Reporter } from '../../core/status.ts';
import { silentMonths } from '../../core/status.ts';
import { Table } from '../../ui/table.tsx';

const order = (r: Reporter): number => (r.late ? 0 : r.lag_months > silentMonths ? 1 : 2);

/** Until when each country has reported, the late ones first. */
export function Reporters({ reporters, asOf }: { reporters: readonly Reporter[]; asOf: string }) {
  const rows = [...reporters].sort((a, b) => order(a) - order(b) || b.lag_months - a.lag_months || (a.reporter < b.reporter ? -1 : 1));
  const late = rows.filter((r) => r.late), silent = rows.filter((r) => !r.late && r.lag_months > silentMonths);
  const names = (list: readonly Reporter[]): string => list.map((r) => r.reporter_name).join(', ');
  return (
    <section id="reporters">
      <h2>Who has reported until when</h2>
      <p>
        {late.length === 0 ? 'No country is later than usual.' : `${plural(late.length, 'country is', 'countries are')} later than usual: ${names(late)}.`}
        {silent.length > 0 && ` Silent for more than a year: ${names(silent)}; mirror figures tell of their trade.`}
        {asOf !== '' && ' This is the state of now, not of the day that the figures above are of.'}
      </p>
      <Table
        caption="Each country reports when it does; nobody waits for the others" rows={rows} first={12} keyOf={(r) => r.reporter}
        columns={[
          { label: 'Country', heads: true, cell: (r) => r.reporter_name },
          { label: 'Newest month', cell: (r) => periodLabel(r.newest_period) },
          { label: 'Months behind', numeric: true, cell: (r) => r.lag_months },
          { label: 'Usual at most', numeric: true, cell: (r) => r.expected_lag_months },
          { label: 'State', cell: (r) => (r.late ? <span class="tag tag-bad">late</span> : r.lag_months > silentMonths ? <span class="tag">silent</span> : 'in time') },
        ]}
      />
    </section>
  );
}
