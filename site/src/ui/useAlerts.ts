import { address } from '../core/api.ts';
import type { Alert } from '../core/alerts.ts';
import type { Answer, Meta } from '../core/types.ts';
import { useData, type Loaded } from './useData.ts';

/** The alerts, newest and largest first. They stand beside `meta`, not in `data`. */
export function useAlerts(asOf: string): { loaded: Loaded<unknown>; alerts: readonly Alert[] } {
  const loaded = useData<unknown>(address('alerts.json', { as_of: asOf }));
  const answer = loaded.answer as (Answer<unknown> & { meta: Meta; alerts?: Alert[] }) | null;
  return { loaded, alerts: answer?.alerts ?? [] };
}
