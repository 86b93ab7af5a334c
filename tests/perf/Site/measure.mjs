// Opens pages of a running site as a slow machine on a slow line does, each time anew, and prints medians as JSON.
//   cd site && node --import tsx ../tests/perf/Site/measure.mjs URL ROUNDS
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { findChromium } from '../../../site/tests/browser/chromium.ts';

const require = createRequire(new URL('../../../site/package.json', import.meta.url));
const { chromium } = require('playwright-core');
const [, , origin, rounds] = process.argv;

const slowdown = 4, line = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };
const patienceMs = 60_000;
const paths = ['/', '/imports/', '/supply-chain/', '/global/', '/industry-profile/', '/accuracy/', '/imports/?by=product'];

/** When the first chart was painted, when the page was alive, and by how much anything moved. */
const watch = `window.seen = { moved: 0 };
new PerformanceObserver((list) => { for (const e of list.getEntries()) seen.moved += e.value; }).observe({ type: 'layout-shift', buffered: true });
const look = () => {
  const plots = [...document.querySelectorAll('svg.plot')].filter((s) => s.getBoundingClientRect().width > 0 && s.querySelector('path[d], rect'));
  if (plots.length > 0) seen.chart ??= performance.now();
  if (plots.some((s) => !String(s.getAttribute('class')).includes('still'))) seen.alive ??= performance.now();
  if (!seen.alive) requestAnimationFrame(look);
};
// What a frame finds in place it paints.
requestAnimationFrame(look);`;

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

async function open(browser, path) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', line);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await page.addInitScript(watch);
  await page.goto(origin + path, { timeout: patienceMs });
  const end = Date.now() + patienceMs;
  // The policy of the pages lets nothing wait inside of them.
  while (!(await page.evaluate('seen.alive'))) {
    if (Date.now() > end) throw new Error(`${path} does not come alive.`);
    await page.waitForTimeout(100);
  }
  // What comes in now is what could push things about.
  await page.waitForTimeout(1500);
  const seen = await page.evaluate('seen');
  await context.close();
  return seen;
}

const zipped = async (address) => {
  const bytes = Buffer.from(await (await fetch(new URL(address, origin))).arrayBuffer());
  return gzipSync(bytes, { level: 9 }).length;
};

/** Bytes of what a document names, compressed. */
async function weigh(path) {
  const html = await (await fetch(origin + path)).text();
  const scripts = [...html.matchAll(/(?:modulepreload" href|module" src)="([^"]+)"/g)].map((m) => m[1]);
  const data = /data-publication="([^"]+)"/.exec(html)?.[1];
  const sizes = await Promise.all(scripts.map(zipped));
  return { html: gzipSync(html, { level: 9 }).length, scripts: sizes.reduce((a, b) => a + b, 0), data: data ? await zipped(data) : 0 };
}

const browser = await chromium.launch({
  executablePath: findChromium() ?? 'chromium', args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const pages = [];
for (const path of paths) {
  await open(browser, path);
  const seen = [];
  for (let round = 0; round < Number(rounds); round++) seen.push(await open(browser, path));
  pages.push({
    path, chart: median(seen.map((s) => s.chart)), alive: median(seen.map((s) => s.alive)), moved: Math.max(...seen.map((s) => s.moved)), ...(await weigh(path)),
  });
}
await browser.close();
console.log(JSON.stringify(pages));
