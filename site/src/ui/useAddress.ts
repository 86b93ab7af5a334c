import { useCallback, useEffect, useState } from 'preact/hooks';
import { formatState, parseState, type Parsed, type Schema, type State } from '../core/urlState.ts';

const search = (): string => (typeof location === 'undefined' ? '' : location.search);

/** The state of a page lives in its address; what is changed can be gone back from. */
export function useAddress<S extends Schema>(schema: S): Parsed<S> & { change(some: Partial<State<S>>): void } {
  const [parsed, setParsed] = useState(() => parseState(schema, search()));
  useEffect(() => {
    const read = (): void => setParsed(parseState(schema, search()));
    addEventListener('popstate', read);
    return () => removeEventListener('popstate', read);
  }, [schema]);
  const change = useCallback(
    (some: Partial<State<S>>) => {
      const state = { ...parseState(schema, search()).state, ...some };
      history.pushState(null, '', `${location.pathname}${formatState(schema, state)}`);
      setParsed({ state, ignored: [] });
    },
    [schema],
  );
  return { ...parsed, change };
}
