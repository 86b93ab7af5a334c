import { csvOf, distinct, howMade, pieces, sourceName, usual, type ProfileLink, type Section, type Statement } from '../../core/profile.ts';
import type { Meta } from '../../core/types.ts';
import { Later } from '../../ui/later.tsx';
import { ChartPart } from './chartPart.tsx';
import { TablePart } from './tablePart.tsx';

/** A section: what is said, what must be known to read it, and what it shows. Its first chart may be part of the first screen. */
export function SectionPart({ section: { id, title, statements, notes, charts, tables }, meta }: { section: Section; meta: Meta }) {
  const [first, ...others] = charts;
  return (
    <section id={id} aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`}>{title}</h2>
      {statements.map((s) => <StatementPart key={s.id} statement={s} />)}
      {notes.map((note, i) => <p key={i} class="note">{usual(note)}</p>)}
      {first && <ChartPart chart={first} meta={meta} />}
      <Later>
        {others.map((chart) => <ChartPart key={chart.id} chart={chart} meta={meta} />)}
        {tables.map((table) => <TablePart key={table.id} table={table} meta={meta} />)}
      </Later>
    </section>
  );
}

function StatementPart({ statement }: { statement: Statement }) {
  const links = distinct(statement.links);
  return (
    <div class="statement">
      <p>
        {pieces(statement).map((piece, i) => (typeof piece === 'string' ? piece
          : <a key={i} href={piece.of[0]!.url} title={howMade(piece, links)}>{piece.text}</a>))}
      </p>
      {links.length > 0 && (
        <details class="from">
          <summary>Where this comes from</summary>
          <Later>
            <ul>
              {links.map((link) => <li key={link.url}><Origin {...link} /></li>)}
              {statement.numbers.map((made, i) => <li key={i}><strong>{usual(made.text)}</strong> is {howMade(made, links)}</li>)}
            </ul>
          </Later>
        </details>
      )}
    </div>
  );
}

/** Whose figures, and their two files. */
export const Origin = ({ source, title, url }: ProfileLink) => (
  <>{sourceName(source)}: {title} <a href={url} aria-label={`${title} as JSON`}>JSON</a> <a href={csvOf(url)} aria-label={`${title} as CSV`}>CSV</a></>
);
