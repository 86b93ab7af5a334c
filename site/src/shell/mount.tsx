import { render, type ComponentType } from 'preact';

/** Brings a page to life. What the build wrote into the document stays until then, and has the same height. */
export function mount(Page: ComponentType): void {
  const root = document.getElementById('app')!;
  root.replaceChildren();
  render(<Page />, root);
}
