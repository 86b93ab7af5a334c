import './styles/site.css';
import type { ComponentType } from 'preact';
import { mount } from './shell/mount.tsx';
import type { Page } from './shell/site.ts';

const load: Record<Page['entry'], () => Promise<{ default: ComponentType }>> = {
  home: () => import('./pages/home.tsx'),
  imports: () => import('./pages/imports.tsx'),
  'supply-chain': () => import('./pages/supplyChain.tsx'),
  alerts: () => import('./pages/alerts.tsx'),
  accuracy: () => import('./pages/accuracy.tsx'),
  data: () => import('./pages/data.tsx'),
  method: () => import('./pages/method.tsx'),
  status: () => import('./pages/status.tsx'),
  administration: () => import('./pages/administration.tsx'),
};

const page = await load[document.documentElement.dataset['page'] as Page['entry']]();
mount(page.default);
