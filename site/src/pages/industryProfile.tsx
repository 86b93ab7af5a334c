import { address } from '../core/api.ts';
import { periodLabel } from '../core/periods.ts';
import { opening, quarters, type Profile } from '../core/profile.ts';
import { now } from '../core/published.ts';
import { asOfField } from '../core/urlState.ts';
import { pageOf } from '../shell/site.ts';
import { Shell } from '../shell/shell.tsx';
import { Choices, Select } from '../ui/controls.tsx';
import { Later } from '../ui/later.tsx';
import { DataNotice, IgnoredNotice, Loading } from '../ui/notices.tsx';
import { useAddress } from '../ui/useAddress.ts';
import { useData } from '../ui/useData.ts';
import { SectionPart } from './industryProfile/sectionPart.tsx';

const schema = { quarter: { initial: '', pattern: /^\d{4}-Q[1-4]$/ }, as_of: asOfField };

export default function IndustryProfilePage() {
  const { state, ignored, change } = useAddress(schema);
  const question = { quarter: state.quarter, as_of: state.as_of };
  const loaded = useData<unknown>(address('industry-profile.json', question));
  const profile = loaded.answer as Profile | null;
  const sections = profile?.sections ?? [];
  const first = opening(sections);
  const told = profile?.quarter && periodLabel(profile.quarter);
  return (
    <Shell page={pageOf('industry-profile')} asOf={state.as_of}>
      <IgnoredNotice ignored={ignored} />
      <DataNotice loaded={loaded} name="The industry profile" />
      <p class="lead">
        {told ? `U.S. aluminum production and trade in ${told}. Each number is a link to the series that it is made from.`
          : loaded.answer ? 'No quarter is complete yet.' : 'U.S. aluminum production and trade, quarter by quarter, each number with the series that it is made from.'}
      </p>
      {loaded.loading && !profile && <Loading what="the profile" />}
      <Choices>
        <Select
          label="Quarter" value={state.quarter} onChange={(quarter) => change({ quarter })}
          options={[['', 'Newest complete'], ...quarters(state.as_of ? new Date(state.as_of) : now(), state.quarter).map((q) => [q, periodLabel(q)] as const)]}
        />
      </Choices>
      <p>The profile as a file: <a href={address('industry-profile.pdf', question)}>PDF</a> · <a href={address('industry-profile.json', question)}>JSON</a> · <a href={address('industry-profile.csv', question)}>CSV</a></p>
      {profile && sections.length > 0 && (
        <div class={loaded.loading ? 'figure-loading' : undefined} aria-busy={loaded.loading}>
          <nav class="contents" aria-label="Contents">
            <ol>{sections.map((s) => <li key={s.id}><a href={`#${s.id}`}>{s.title}</a></li>)}</ol>
          </nav>
          {sections.slice(0, first).map((s) => <SectionPart key={s.id} section={s} meta={profile.meta} />)}
          {!loaded.thin && <Later>{sections.slice(first).map((s) => <SectionPart key={s.id} section={s} meta={profile.meta} />)}</Later>}
        </div>
      )}
    </Shell>
  );
}
