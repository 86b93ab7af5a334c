import { alertLink, finding, ruleName, subject, type Alert } from '../core/alerts.ts';
import { address } from '../core/api.ts';
import { plural } from '../core/format.ts';
import { periodLabel } from '../core/periods.ts';
import { asOfField } from '../core/urlState.ts';
import { pageOf } from '../shell/site.ts';
import { Shell } from '../shell/shell.tsx';
import { Choice, Choices, Select } from '../ui/controls.tsx';
import { DataNotice, IgnoredNotice, Loading, Notice } from '../ui/notices.tsx';
import { Table } from '../ui/table.tsx';
import { useAddress } from '../ui/useAddress.ts';
import { useAlerts } from '../ui/useAlerts.ts';

const schema = {
  unusual: { initial: 'first', values: ['first', 'true', 'false'] },
  rule: { initial: '', pattern: /^[a-z-]+$/ },
  about: { initial: 'all', values: ['all', 'product', 'country', 'both'] },
  period: { initial: '', pattern: /^\d{4}-\d\d$/ },
  as_of: asOfField,
};

const aboutOf = (a: Alert): string => (a.product && a.country ? 'both' : a.product ? 'product' : 'country');

export default function AlertsPage() {
  const { state, ignored, change } = useAddress(schema);
  const { loaded, alerts } = useAlerts(state.as_of);
  const periods = [...new Set(alerts.map((a) => a.period))].sort();
  const rules = [...new Set(alerts.map((a) => a.rule))].sort();
  const shown = alerts.filter((a) =>
    (state.rule === '' || a.rule === state.rule) && (state.about === 'all' || aboutOf(a) === state.about) && (state.period === '' || a.period === state.period));
  const unusual = shown.filter((a) => a.unusual), usual = shown.filter((a) => !a.unusual);
  const count = alerts.filter((a) => a.unusual).length;
  return (
    <Shell page={pageOf('alerts')} asOf={state.as_of}>
      <IgnoredNotice ignored={ignored} />
      <DataNotice loaded={loaded} name="The list of alerts" />
      <p class="lead">
        {!loaded.answer ? 'Import licenses set against the months before.'
          : alerts.length === 0 ? 'Nothing in the licenses stands out far enough to report.'
            : `${plural(count, 'unusual signal')} among ${alerts.length}, for ${periods.map((p) => periodLabel(p, 'M', true)).join(', ')}.`}
      </p>
      {loaded.loading && !loaded.answer && <Loading what="the screening of all licenses" />}
      {loaded.answer && alerts.length > 0 && (
        <>
          <Notice>
            <p>
              A signal, not a finding: it says that something moved, not why. Licenses are preliminary, and a month that is still running will grow; a gap between partners rests on
              what both countries have published. <a href="/method/">How licenses are compared</a>
            </p>
          </Notice>
          <Choices>
            <Choice label="Unusual or not" value={state.unusual} onChange={(value) => change({ unusual: value })} options={[['first', 'Unusual first'], ['true', 'Unusual only'], ['false', 'Usual only']]} />
            <Select label="Rule" value={state.rule} onChange={(rule) => change({ rule })} options={[['', 'All rules'], ...rules.map((r) => [r, ruleName(r)] as const)]} />
            <Select label="Month" value={state.period} onChange={(period) => change({ period })} options={[['', 'All months'], ...periods.map((p) => [p, periodLabel(p)] as const)]} />
            <Choice label="About" value={state.about} onChange={(about) => change({ about })} options={[['all', 'All'], ['product', 'Products'], ['country', 'Countries'], ['both', 'Product and country']]} />
          </Choices>
          {state.unusual !== 'false' && <List alerts={unusual} word="unusual" asOf={state.as_of} />}
          {state.unusual === 'false' && <List alerts={usual} word="usual" asOf={state.as_of} />}
          {state.unusual === 'first' && usual.length > 0 && (
            <details class="usual">
              <summary>
                {usual.length === 1 ? 'One more is usual: it crosses' : `${usual.length} more are usual: they cross`} the threshold of the rule, but the same figures have moved nearly as much in the two years before.
              </summary>
              <List alerts={usual} word="usual" asOf={state.as_of} />
            </details>
          )}
        </>
      )}
      {loaded.answer && (
        <p>
          All of them: <a href={address('alerts.csv', { as_of: state.as_of })}>CSV</a> · <a href={address('alerts.json', { as_of: state.as_of })}>JSON</a> · <a href="/api/v1/alerts.atom">Atom feed</a>
        </p>
      )}
    </Shell>
  );
}

const List = ({ alerts, word, asOf }: { alerts: readonly Alert[]; word: string; asOf: string }) => (
  <Table stacks
    caption={`${alerts.length} ${word}, newest and largest first`} rows={alerts} keyOf={(a) => a.id} empty={`None that is ${word}. Choose another rule or month.`}
    columns={[
      { label: 'What', heads: true, cell: (a) => <a href={alertLink(a, asOf)}>{subject(a)}</a> },
      { label: 'Month', cell: (a) => <>{periodLabel(a.period)}{a.partial && <span class="mark"> still running</span>}</> },
      { label: 'Rule', cell: (a) => <><span class="tag">{ruleName(a.rule)}</span> <span class="mark">{a.unusual ? 'unusual' : 'usual'}</span></> },
      { label: 'Figures', cell: (a) => finding(a) },
      { label: 'In words', cell: (a) => a.explanation ?? '–' },
      { label: 'Evidence', cell: (a) => (a.evidence ? <a href={a.evidence} aria-label={`JSON of the figures behind: ${subject(a)}, ${ruleName(a.rule)}`}>JSON</a> : '–') },
    ]}
  />
);
