import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServerProcess, spawnServer, WireTap } from '@siegel/testing';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

const WEB = new URL('../../keyed/web/dist', import.meta.url).pathname;

/** A file, and what lies in it. */
export type FoundFile = readonly [path: string, bytes: Buffer];

/** A server, the wire, and a browser with a profile on the disk; every folder that one of them may write into belongs to the run. */
export interface BrowserWorld {
  readonly server: ServerProcess;
  readonly tap: WireTap;
  /** Written by the server to its standard output. */
  readonly output: () => string;
  readonly profile: string;
  /** Temporary files of server and browser: TMPDIR of both. */
  readonly temporary: string;
  /** Where the browser puts what the user saves. */
  readonly downloads: string;
  /** For what the user has saved or printed, and files that are read in. */
  readonly desk: string;
  /** Entries of the machine's folder for temporary files before the run. */
  readonly temporaryBefore: ReadonlySet<string>;
  readonly end: () => Promise<void>;
}

/** Starts server and wire; the browser is opened by `openProfile`. */
export async function startWorld(): Promise<BrowserWorld> {
  const temporaryBefore = new Set(await readdir(tmpdir()));
  const folder = await mkdtemp(join(tmpdir(), 'siegel-canary-'));
  const [profile, temporary, downloads, desk, data] = (await Promise.all(
    ['profile', 'temporary', 'downloads', 'desk', 'data'].map(async (name) => {
      await mkdir(join(folder, name));
      return join(folder, name);
    }),
  )) as [string, string, string, string, string];
  const server = await spawnServer({ directory: data, args: ['--web', WEB], env: { TMPDIR: temporary } });
  const output: Buffer[] = [];
  server.child.stdout?.on('data', (chunk: Buffer) => output.push(chunk)).resume();
  const tap = await WireTap.start(server.port);
  const end = async () => {
    await tap.end();
    await server.end('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  };
  const folders = { profile, temporary, downloads, desk, temporaryBefore };
  return { server, tap, output: () => Buffer.concat(output).toString(), ...folders, end };
}

/** What a browser shows outside the page while it is open. */
export interface Seen {
  /** Addresses and titles of every target: pages, workers, the service worker. */
  readonly addresses: string[];
  readonly console: string[];
  readonly notifications: string[];
}

/** A browser on the profile of the world. */
export interface OpenedProfile {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly seen: Seen;
}

/** Opens the profile as a user would start the browser, and watches it from the first page on. */
export async function openProfile(world: BrowserWorld): Promise<OpenedProfile> {
  const context = await chromium.launchPersistentContext(world.profile, {
    executablePath: '/usr/bin/chromium-headless-shell',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
    locale: 'de-DE',
    viewport: { width: 1440, height: 900 },
    downloadsPath: world.downloads,
    env: { ...process.env, TMPDIR: world.temporary } as Record<string, string>,
  });
  const seen: Seen = { addresses: [], console: [], notifications: [] };
  await context.grantPermissions(['clipboard-read', 'clipboard-write', 'notifications'], { origin: world.tap.url });
  await context.exposeFunction('canaryNotified', (text: string) => void seen.notifications.push(text));
  await context.addInitScript(() => {
    const told = globalThis as unknown as { canaryNotified: (text: string) => void; Notification: unknown };
    told.Notification = class {
      static permission = 'granted';
      constructor(title: string, options?: object) {
        told.canaryNotified(`${title} ${JSON.stringify(options ?? {})}`);
      }
    };
  });
  context.on('console', (message) => void seen.console.push(`${message.text()} ${JSON.stringify(message.location())}`));
  context.on('weberror', (error) => void seen.console.push(String(error.error().stack)));
  context.on('request', (request) => void seen.addresses.push(request.url()));
  const page = context.pages()[0] ?? (await context.newPage());
  page.on('dialog', (dialog) => void dialog.accept());
  const targets = await context.newCDPSession(page);
  targets.on('Target.targetCreated', ({ targetInfo }) => seen.addresses.push(`${targetInfo.url} ${targetInfo.title}`));
  targets.on('Target.targetInfoChanged', ({ targetInfo }) =>
    seen.addresses.push(`${targetInfo.url} ${targetInfo.title}`),
  );
  await targets.send('Target.setDiscoverTargets', { discover: true });
  return { context, page, seen };
}

/** All files below a folder; what goes away meanwhile is left out. */
export async function* filesBelow(root: string): AsyncGenerator<FoundFile> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    // The name of a file can say as much as what lies in it.
    if (entry.isFile())
      yield [path, Buffer.concat([Buffer.from(path), await readFile(path).catch(() => Buffer.alloc(0))])];
    else yield [path, Buffer.from(path)];
  }
}

/** What appeared beside the run's own folders where this machine keeps temporary files, and could be a browser's, a driver's or ours. */
export async function* newTemporaryFiles(world: BrowserWorld): AsyncGenerator<FoundFile> {
  const isOurs = (name: string) => /^(?:siegel|playwright|\.?org\.chromium|chrom|core|node|vite)/i.test(name);
  for (const folder of [tmpdir(), '/dev/shm', '/var/tmp'])
    for (const name of await readdir(folder).catch(() => []))
      if (isOurs(name) && !world.temporaryBefore.has(name) && !world.profile.startsWith(join(folder, name))) {
        const path = join(folder, name);
        yield [path, await readFile(path).catch(() => Buffer.from(path))];
        yield* filesBelow(path);
      }
}

/** Puts a file on the desk of the user. */
export async function layOnDesk(world: BrowserWorld, name: string, content: string | Buffer): Promise<string> {
  const path = join(world.desk, name);
  await writeFile(path, content);
  return path;
}
