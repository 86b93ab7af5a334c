import './styles/site.css';
import type { ComponentType } from 'preact';
import { followData, mount, readPublication } from './shell/mount.tsx';
import type { Page } from './shell/site.ts';

const load: Record<Page['entry'], () => Promise<{ default: ComponentType }>> = {
  home: () => import('./pages/home.tsx'),
  imports: () => import('./pages/imports.tsx'),
  'supply-chain': () => import('./pages/supplyChain.tsx'),
  global: () => import('./pages/global.tsx'),
  'industry-profile': () => import('./pages/industryProfile.tsx'),
  alerts: () => import('./pages/alerts.tsx'),
  accuracy: () => import('./pages/accuracy.tsx'),
  data: () => import('./pages/data.tsx'),
  method: () => import('./pages/method.tsx'),
  status: () => import('./pages/status.tsx'),
  administration: () => import('./pages/administration.tsx'),
  'not-found': () => import('./pages/notFound.tsx'),
};

const { page, publication: address } = document.documentElement.dataset;
const [entry, publication] = await Promise.all([load[page as Page['entry']](), readPublication(address)]);
// What the document shows by itself is painted before anything is done with it.
if (publication && location.search === '' && !document.hidden) await new Promise((go) => requestAnimationFrame(() => setTimeout(go)));
mount(entry.default, publication);
followData(publication);
