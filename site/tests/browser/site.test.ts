import { after, before, describe } from 'node:test';
import { findChromium } from './chromium.ts';
import { close, open } from './stage.ts';
import { administration } from './administration.ts';
import { badNetwork } from './badNetwork.ts';
import { charts } from './charts.ts';
import { controls } from './controls.ts';
import { downloads } from './downloads.ts';
import { everyPage } from './everyPage.ts';
import { profile } from './profile.ts';
import { published } from './published.ts';
import { world } from './world.ts';

const skip = findChromium() === null ? 'There is no Chromium on the PATH, and AIM_CHROMIUM names none.' : false;

describe('The site in a browser', { skip }, () => {
  before(open, { timeout: 600_000 });
  after(close);
  everyPage();
  published();
  charts();
  controls();
  downloads();
  world();
  profile();
  badNetwork();
  administration();
});
