import type { TradeEvent } from './types.ts';

export interface Rate {
  percent: number;
  event: TradeEvent;
}

/**
 * The newest general rate at the end of a day, and what came after it for the countries that are looked at. Exceptions to a
 * general rate stand in the words of its event: no rule here guesses which of the earlier ones it left in force.
 */
export function ratesInForce(events: readonly TradeEvent[], day: string, countries: readonly string[]): { general: Rate | null; own: Rate[] } {
  const rates = events.filter((e) => e.date <= day && e.rate_percent !== null).map((event): Rate => ({ percent: event.rate_percent!, event }));
  const general = rates.filter((r) => r.event.countries === 'all').reduce<Rate | null>((newest, r) => (newest && newest.event.date > r.event.date ? newest : r), null);
  const own = rates.filter((r) => r.event.countries.split(';').some((c) => countries.includes(c)) && (!general || r.event.date > general.event.date));
  return { general, own };
}
