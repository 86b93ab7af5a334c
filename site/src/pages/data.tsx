import { base } from '../core/api.ts';
import { asOfField } from '../core/urlState.ts';
import { pageOf } from '../shell/site.ts';
import { Shell } from '../shell/shell.tsx';
import { Later } from '../ui/later.tsx';
import { IgnoredNotice } from '../ui/notices.tsx';
import { Table } from '../ui/table.tsx';
import { useAddress } from '../ui/useAddress.ts';
import { useJson } from '../ui/useJson.ts';
import { Vintages } from '../ui/vintages.tsx';
import { Examples } from './data/examples.tsx';

const schema = { as_of: asOfField };

interface Index {
  datasets: { name: string; title: string; description: string; json: string; csv: string; atom: string | null; parameters: string[] }[];
}

export default function DataPage() {
  const { state, ignored } = useAddress(schema);
  const { value: index, error } = useJson<Index>(`${base}/`);
  return (
    <Shell page={pageOf('data')} asOf={state.as_of}>
      <IgnoredNotice ignored={ignored} />
      <p class="lead">Every number of this site has an address that answers in JSON or CSV: no key, no sign-in, the same numbers in both.</p>
      <Examples asOf={state.as_of} />
      <section class="reserve">
        <h2>Data sets</h2>
        {error && <p class="empty">The list could not be loaded. It stands at <a href={`${base}/`}>{base}/</a>.</p>}
        {index && (
          <Table stacks
            caption="What can be asked for, with its parameters" rows={index.datasets} keyOf={(d) => d.name} first={30}
            columns={[
              { label: 'Data set', heads: true, cell: (d) => <code>{d.name}</code> },
              { label: 'What it holds', cell: (d) => d.description },
              { label: 'Parameters', cell: (d) => <span class="mark">{d.parameters.join(', ')}</span> },
              { label: 'Files', cell: (d) => <><a href={d.json} aria-label={`${d.name} as JSON`}>JSON</a> <a href={d.csv} aria-label={`${d.name} as CSV`}>CSV</a>{d.atom && <> <a href={d.atom} aria-label={`${d.name} as Atom`}>Atom</a></>}</> },
            ]}
          />
        )}
        <p>The full description for programs is <a href="/api/openapi.json">OpenAPI 3.1</a>.</p>
      </section>
      <section>
        <h2>How to read an answer</h2>
        <ul>
          <li><strong>Absent is not zero.</strong> A zero was reported. A number that is missing or withheld is <code>null</code> in JSON and an empty cell in CSV, with the reason in <code>status</code>. A combination that was never traded has no row.</li>
          <li><strong>Status</strong>: <code>A</code> Census, <code>R</code> revised since first published, <code>P</code> preliminary, from licenses, <code>M</code> missing, <code>C</code> withheld, <code>E</code> estimated.</li>
          <li><strong>Unit values</strong> are the sum of the value over the sum of the tons, never a mean of means.</li>
          <li><strong>Shapes</strong>: <code>shape=columns</code> (one array a column, the default), <code>records</code> (one object a row), <code>dense</code> (periods once, one array a series).</li>
          <li><strong>As of a day</strong>: <code>as_of=2026-06-30</code> answers what was published at the end of that day, for ever the same. Cite figures with it.</li>
          <li><strong>Mistakes are told</strong>: an unknown parameter or value is a 400 that names what is allowed, in <code>application/problem+json</code>.</li>
          <li><strong>Caching</strong>: answers carry an <code>ETag</code>; asking again with <code>If-None-Match</code> costs next to nothing.</li>
        </ul>
      </section>
      <Later><Vintages asOf={state.as_of} /></Later>
    </Shell>
  );
}
