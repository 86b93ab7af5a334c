import type { ComponentChildren } from 'preact';
import { embedded } from '../core/embed.ts';
import { Strip } from './strip.tsx';
import { pages, type Page } from './site.ts';

/** Head, navigation and foot around a page. A day that is looked back to goes along with every link. */
export function Shell({ page, asOf = '', wide, children }: { page: Page; asOf?: string; wide?: boolean; children: ComponentChildren }) {
  const search = asOf === '' ? '' : `?as_of=${asOf}`;
  if (embedded() !== '') return <main id="content" class="embedding"><h1 class="unseen">{page.title}</h1>{children}</main>;
  return (
    <>
      <a class="skip" href="#content">Skip to the content</a>
      <header class="head">
        <a class="brand" href={`/${search}`}>Aluminum Import Monitor <small>open edition, not a U.S. government website</small></a>
        <nav aria-label="Pages">
          <ul>
            {pages.slice(1).map((p) => (
              <li key={p.path}><a href={`${p.path}${search}`} aria-current={p.path === page.path ? 'page' : undefined}>{p.nav}</a></li>
            ))}
          </ul>
        </nav>
      </header>
      <Strip asOf={asOf} />
      <main id="content" class={wide ? 'wide' : undefined} tabIndex={-1}>
        <h1>{page.title}</h1>
        {children}
      </main>
      <footer class="foot">
        <p><strong>Not a U.S. government website.</strong> An open re-implementation of the Aluminum Import Monitor, over public figures.</p>
        <p><a href="/method/">How the figures are made</a> · <a href="/data/">API and downloads</a> · <a href="/status/">Status</a> · <a href="/api/v1/">Data sets</a></p>
      </footer>
    </>
  );
}
