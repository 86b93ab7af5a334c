import type { ComponentType } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { record, type Publication } from './core/published.ts';
import { thin } from './core/thin.ts';
import { takeUp } from './shell/mount.tsx';
import { notFound, pages, type Page } from './shell/site.ts';
import { drawAll } from './ui/later.tsx';
import { noteMeta } from './ui/meta.ts';

const modules = import.meta.glob<{ default: ComponentType }>('./pages/*.tsx', { eager: true });

const file = (page: Page): string => page.entry.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** The page as it looks before its data have come: what is in the document, and all that a browser without script sees. */
export function markup(page: Page): string {
  const Page = modules[`./pages/${file(page)}.tsx`]!.default;
  return renderToString(<Page />);
}

interface Published {
  /** The page with the figures of its first screen. */
  markup: string;
  publication: Publication;
}

/** One answer leads to the next question; more rounds than that are a mistake. */
const rounds = 6;

/**
 * Draws a page with the API's answers to what it asks for, round by round until it asks for nothing more.
 * @param ask the API; null where it has no answer.
 * @param keep lays a whole answer beside the page and names its place.
 * @returns null when the first screen asks for nothing.
 */
export async function publish(
  page: Page, frame: Pick<Publication, 'today' | 'tag'>, ask: (question: string) => Promise<unknown>, keep: (question: string, answer: unknown) => Promise<string>,
): Promise<Published | null> {
  const draw = async (answers: Map<string, unknown>): Promise<string> => {
    for (let round = 0; round < rounds; round++) {
      noteMeta(null);
      takeUp({ ...frame, answers: Object.fromEntries(answers), files: {} });
      const asked = new Set<string>();
      record(asked);
      const text = markup(page);
      if (asked.size === 0) return text;
      await Promise.all([...asked].map(async (question) => answers.set(question, await ask(question))));
    }
    throw new Error(`${page.path} has more questions after every answer.`);
  };

  const first = new Map<string, unknown>(), files: Record<string, string> = {};
  drawAll(false);
  await draw(first);
  if (first.size === 0) return null;
  const all = new Map(first);
  drawAll(true);
  await draw(all);
  drawAll(false);

  // In an order that does not depend on which answer came first.
  const answers = new Map([...first.keys()].sort().map((question) => [question, thin(first.get(question))]));
  for (const [question, answer] of all) if (answers.get(question) !== answer) files[question] = await keep(question, answer);
  const publication = { ...frame, answers: Object.fromEntries(answers), files };
  noteMeta(null);
  takeUp(publication);
  record(null);
  return { markup: markup(page), publication };
}

export { notFound, pages };
