import { dayLabel } from '../core/periods.ts';
import { useLater } from '../ui/later.tsx';
import { useMeta } from '../ui/meta.ts';

const lookBack = (day: string): void => {
  const address = new URL(location.href);
  if (day) address.searchParams.set('as_of', day);
  else address.searchParams.delete('as_of');
  location.assign(address);
};

/** One line of fixed height under the head, so that nothing moves when the data say what they are. */
export function Strip({ asOf }: { asOf: string }) {
  const meta = useMeta();
  return (
    <div class={meta?.sample ? 'strip strip-sample' : 'strip'} role="region" aria-label="About these data">
      <p>
        {meta?.sample && <><strong>Sample data.</strong> The figures are synthetic, not real. </>}
        {asOf !== '' ? <><strong>As published by {dayLabel(asOf)}.</strong> Newer figures may exist. </>
          : meta ? <>Published {dayLabel(meta.published_at)}. </> : <>Not a U.S. government website. </>}
        {asOf === '' && meta?.next_release && <>Next release due {dayLabel(meta.next_release)}.</>}
      </p>
      <form
        onSubmit={(e) => {
          e.preventDefault();
          lookBack(new FormData(e.currentTarget).get('day') as string);
        }}
      >
        <label for="as-of">As of</label>
        <input id="as-of" name="day" type={(useLater() ? 'date' : 'text') as 'date'} defaultValue={asOf} />
        <button type="submit">Show</button>
        {asOf !== '' && <button type="button" onClick={() => lookBack('')}>Newest</button>}
      </form>
    </div>
  );
}
