import { address } from '../core/api.ts';
import type { TradeEvent } from '../core/types.ts';
import { useData } from './useData.ts';

/** The tariff and policy events; asked for after the figures that they explain. */
export const useEvents = (when: boolean): readonly TradeEvent[] =>
  useData<TradeEvent[]>(when ? address('events.json', { shape: 'records' }) : null).answer?.data ?? [];
