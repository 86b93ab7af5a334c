import type { ComponentType } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { pages, type Page } from './shell/site.ts';

const modules = import.meta.glob<{ default: ComponentType }>('./pages/*.tsx', { eager: true });

const file = (page: Page): string => page.entry.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** The page as it looks before its data have come: what is in the document, and all that a browser without script sees. */
export function markup(page: Page): string {
  const Page = modules[`./pages/${file(page)}.tsx`]!.default;
  return renderToString(<Page />);
}

export { pages };
