import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { writeRecording } from './recording.ts';

export const adminKey = 'key-of-the-site-tests';

const program = fileURLToPath(new URL('../../../local/Aim.Cli/bin/Release/net10.0/aim.dll', import.meta.url));

export interface App {
  address: string;
  /** Stops and starts again over the same state, with other settings. */
  restart(settings: Readonly<Record<string, string>>): Promise<void>;
  stop(): Promise<void>;
}

const freePort = (): Promise<number> => new Promise((found, fail) => {
  const server = createServer().on('error', fail).listen(0, '127.0.0.1', () => {
    const { port } = server.address() as { port: number };
    server.close(() => found(port));
  });
});

/** The app as a developer runs it, over a small recording, on a port and with a state of its own. */
export async function startApp(): Promise<App> {
  if (!existsSync(program)) throw new Error('The app is not built: ./aim test builds it, and so does ./aim run.');
  const state = await mkdtemp(path.join(tmpdir(), 'aim-site-'));
  const data = path.join(state, 'recording');
  await writeRecording(data);
  const port = await freePort(), address = `http://localhost:${port}`;
  let end = async (): Promise<void> => undefined;
  const start = async (settings: Readonly<Record<string, string>>): Promise<void> => {
    const app = spawn('dotnet', [program, 'run', '--port', String(port), '--state', state, '--data', data, '--admin-key', adminKey], {
      stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, ...settings },
    });
    const ended = new Promise<void>((done) => app.once('exit', () => done()));
    end = async () => {
      app.kill('SIGTERM');
      await ended;
    };
    await ready(app, ended);
    await idle(address);
    await published(address);
  };
  const stop = async (): Promise<void> => {
    await end();
    await rm(state, { recursive: true, force: true });
  };
  try {
    await start({});
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    address, stop,
    restart: async (settings) => {
      await end();
      await start(settings);
    },
  };
}

async function ready(app: ChildProcess, ended: Promise<void>): Promise<void> {
  const lines: string[] = [];
  const found = new Promise<void>((done) => createInterface(app.stdout!).on('line', (line) => {
    lines.push(line);
    if (line.startsWith('Ready: ')) done();
  }));
  const over = ended.then(() => Promise.reject(new Error(`The app ended:\n${lines.join('\n')}`)));
  await Promise.race([found, over]);
}

/** The pages hold the newest figures. */
async function published(address: string): Promise<void> {
  const { data_version: version } = (await (await fetch(`${address}/api/v1/status.json`)).json()) as { data_version: string };
  for (let tries = 0; tries < 480; tries++) {
    if ((await (await fetch(`${address}/`)).text()).includes(`version ${version}`)) return;
    await new Promise((go) => setTimeout(go, 250));
  }
  throw new Error('The first screens were not published in two minutes.');
}

/** The recorded days are lived through one by one; tests want them all. */
async function idle(address: string): Promise<void> {
  for (let tries = 0; tries < 1200; tries++) {
    const status = (await (await fetch(`${address}/api/v1/status.json`)).json()) as { state: string };
    if (status.state === 'idle') return;
    await new Promise((go) => setTimeout(go, 250));
  }
  throw new Error('The recording was not loaded in five minutes.');
}
