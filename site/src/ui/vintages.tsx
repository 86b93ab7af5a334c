import { address } from '../core/api.ts';
import { number } from '../core/format.ts';
import { dayLabel, periodLabel } from '../core/periods.ts';
import { feedName } from '../core/status.ts';
import { DataNotice } from './notices.tsx';
import { Table } from './table.tsx';
import { useData } from './useData.ts';

export interface Vintage {
  id: string;
  feed: string;
  months_new: string;
  months_revised: string;
  cells_changed: number;
  quantity_change_t: number | null;
}

/** `Jan 2018 to Sep 2026 (105 months)`, or the months one by one when they are few. */
export function monthsText(list: string): string {
  const months = list === '' ? [] : list.split(';');
  if (months.length === 0) return 'none';
  if (months.length <= 3) return months.map((m) => periodLabel(m)).join(', ');
  return `${periodLabel(months[0]!)} to ${periodLabel(months.at(-1)!)} (${months.length} months)`;
}

/** Every publication, each with the way to see the data as they were then. */
export function Vintages({ asOf }: { asOf: string }) {
  const loaded = useData<Vintage[]>(address('vintages.json', { shape: 'records', as_of: asOf }));
  return (
    <section id="vintages">
      <h2>Publications</h2>
      <p>Nothing published is overwritten. Choose a day to see every page and every answer as it was at the end of that day.</p>
      <DataNotice loaded={loaded} name="The list of publications" />
      {loaded.answer && (
        <Table stacks
          caption="Publications, newest first" rows={loaded.answer.data} keyOf={(v) => `${v.id} ${v.feed}`} first={12} empty="Nothing was published by that day."
          columns={[
            { label: 'Day', heads: true, cell: (v) => <a href={`/imports/?as_of=${v.id}`}>{dayLabel(v.id)}</a> },
            { label: 'Feed', cell: (v) => feedName(v.feed) },
            { label: 'New months', cell: (v) => monthsText(v.months_new) },
            { label: 'Revised months', cell: (v) => monthsText(v.months_revised) },
            { label: 'Cells changed', numeric: true, cell: (v) => number(v.cells_changed) },
            { label: 'Change, t', numeric: true, cell: (v) => (v.quantity_change_t === null ? '–' : number(v.quantity_change_t)) },
          ]}
        />
      )}
    </section>
  );
}
