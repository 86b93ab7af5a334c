import { dayLabel } from '../core/periods.ts';
import type { TradeEvent } from '../core/types.ts';

export interface PlacedEvent {
  event: TradeEvent;
  /** Number of its footnote. */
  number: number;
  /** Where it stands, in periods from the first. */
  at: number;
}

/** The events of a window of months, in order, each with its number; `keep` says which concern what is shown. */
export function placeEvents(events: readonly TradeEvent[], periods: readonly string[], keep: (event: TradeEvent) => boolean): PlacedEvent[] {
  const first = periods[0], last = periods.at(-1);
  if (!first || !last || first.length !== 7 || first[5] === 'Q') return [];
  return events
    .filter((e) => e.date.slice(0, 7) >= first && e.date.slice(0, 7) <= last && keep(e))
    .map((event, i) => ({ event, number: i + 1, at: periods.indexOf(event.date.slice(0, 7)) + (Number(event.date.slice(8, 10)) - 15) / 30 }));
}

/** Thin lines with numbers above; events too close for a number each share one. */
export function EventLines(props: { events: readonly PlacedEvent[]; x(at: number): number; top: number; bottom: number }) {
  const groups: { x: number; first: number; last: number }[] = [];
  for (const { at, number } of props.events) {
    const x = props.x(Math.max(0, at));
    const before = groups.at(-1);
    if (before && x - before.x < 26) before.last = number;
    else groups.push({ x, first: number, last: number });
  }
  return (
    <g class="events">
      {props.events.map((e) => <line key={e.number} x1={props.x(Math.max(0, e.at))} x2={props.x(Math.max(0, e.at))} y1={props.top} y2={props.bottom} />)}
      {groups.map((g) => (
        <text key={g.first} x={g.x} y={props.top - 6} text-anchor="middle">{g.first === g.last ? g.first : `${g.first}–${g.last}`}</text>
      ))}
    </g>
  );
}

/** The footnotes of the numbers. */
export function EventList({ events }: { events: readonly PlacedEvent[] }) {
  if (events.length === 0) return null;
  return (
    <details class="event-list">
      <summary>Tariff and policy events in the chart (numbers above it)</summary>
      <ol>
        {events.map(({ event }) => (
          <li key={event.id}>
            {event.date_certainty === 'day' ? dayLabel(event.date) : `${dayLabel(event.date)} (day not confirmed)`}: <strong>{event.title}</strong>. {event.detail}
          </li>
        ))}
      </ol>
    </details>
  );
}
