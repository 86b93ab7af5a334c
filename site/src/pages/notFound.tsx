import { notFound, pages } from '../shell/site.ts';
import { Shell } from '../shell/shell.tsx';

export default function NotFoundPage() {
  return (
    <Shell page={notFound}>
      <p class="lead">Nothing is at this address. What there is:</p>
      <ul>
        {pages.map((p) => <li key={p.path}><a href={p.path}>{p.title}</a>: {p.description}</li>)}
      </ul>
    </Shell>
  );
}
