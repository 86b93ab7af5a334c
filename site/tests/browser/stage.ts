import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { startApp, type App } from './app.ts';
import { findChromium } from './chromium.ts';
import { startProxy, type Proxy } from './proxy.ts';

let app: App, browser: Browser, proxy: Proxy;

export async function open(): Promise<void> {
  [app, browser] = await Promise.all([
    startApp(),
    // Root has no user namespaces to put a sandbox in.
    chromium.launch({ executablePath: findChromium()!, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] }),
  ]);
  proxy = await startProxy(app.address);
}

export async function close(): Promise<void> {
  await browser?.close();
  await proxy?.stop();
  await app?.stop();
}

export interface Visit {
  page: Page;
  /** What the console and the page complained about. */
  complaints: string[];
  /** Requests that left the site's own host. */
  strangers: string[];
}

/** The data sets that the API lists; others answer 404, which the browser reports as an error of the console. */
let served: Set<string> | undefined;

export async function isServed(dataSet: string): Promise<boolean> {
  served ??= new Set(((await ask('')) as { datasets: { name: string }[] }).datasets.map((d) => d.name));
  return served.has(dataSet);
}

export const ask = async (path: string): Promise<unknown> => (await fetch(`${app.address}/api/v1/${path}`)).json();
export const askText = async (path: string): Promise<string> => (await fetch(`${app.address}/api/v1/${path}`)).text();

/** Starts the app again with other settings; what it has stored stays. */
export const restartApp = (settings: Readonly<Record<string, string>>): Promise<void> => app.restart(settings);

export const originOf = (): string => app.address;
export const askSite = async (path: string): Promise<unknown> => (await fetch(`${app.address}${path}`)).json();

export const proxyRules = (): Proxy['rules'] => proxy.rules;

/** Notes by how much parts of the page move that were there already. */
const watchShifts = `window.shifts = [];
new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) shifts.push(e.value); }).observe({ type: 'layout-shift', buffered: true });`;

/** Opens a page of its own context, and waits until its figures are there. */
export async function visit<T>(
  path: string, use: (visit: Visit) => Promise<T>, options: BrowserContextOptions & { throughProxy?: boolean; wait?: boolean; holdScripts?: boolean } = {},
): Promise<T> {
  const { throughProxy, wait = true, holdScripts, ...context } = options;
  const origin = throughProxy ? proxy.address : app.address;
  const place = await browser.newContext({ viewport: { width: 1280, height: 1080 }, baseURL: origin, ...context });
  place.setDefaultTimeout(15_000);
  try {
    const page = await place.newPage();
    const complaints: string[] = [], strangers: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(`${message.text()} ${message.location().url}`);
    });
    const asked = new Set<unknown>();
    underWay.set(page, asked);
    page.on('requestfinished', (request) => asked.delete(request));
    page.on('requestfailed', (request) => asked.delete(request));
    page.on('request', (request) => {
      asked.add(request);
      if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== origin) strangers.push(request.url());
    });
    await page.addInitScript(watchShifts);
    if (holdScripts) await page.route('**/*.js', () => undefined);
    await page.goto(path, holdScripts ? { waitUntil: 'commit' } : {});
    if (wait) await settled(page);
    return await use({ page, complaints, strangers });
  } finally {
    await place.close();
  }
}

/** Asks until it is so. The policy of the pages lets no test wait inside of them. */
export async function until(what: string, isSo: () => Promise<boolean>, everyMs = 100): Promise<void> {
  const end = Date.now() + 15_000;
  while (Date.now() < end) {
    if (await isSo()) return;
    await new Promise((go) => setTimeout(go, everyMs));
  }
  throw new Error(`Not so after 15 seconds: ${what}`);
}

const underWay = new WeakMap<Page, Set<unknown>>();

/** Nothing is asked for, nothing says that it is loading, and that for a moment. */
export async function settled(page: Page): Promise<void> {
  await page.locator('#app main').waitFor();
  let calm = 0;
  await until('all is loaded', async () => {
    const isBusy = underWay.get(page)!.size > 0 || (await page.locator('.figure-loading').count()) > 0;
    calm = isBusy ? 0 : calm + 1;
    return calm > 3;
  }, 40);
}
