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
};

const { page, publication: address } = document.documentElement.dataset;
const [entry, publication] = await Promise.all([load[page as Page['entry']](), readPublication(address)]);
mount(entry.default, publication);
followData(publication);
