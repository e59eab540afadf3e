import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** What the page is made from, from the project's root. */
const PROJECT = fileURLToPath(new URL('../../..', import.meta.url));
const SOURCES = [
  'core/*/src/**/*.*',
  'keyed/{seal,safe,web}/src/**/*.*',
  'keyed/web/test-support/**/*.*',
  'keyed/web/*.{ts,html,json}',
  'package-lock.json',
];
const KEPT = join(PROJECT, 'node_modules/.cache/fake-page');
const FAKE = fileURLToPath(new URL('fake-safe-worker.ts', import.meta.url));

/** Files of the built page by their path: `/index.html`, `/assets/...`. */
export type BuiltPage = ReadonlyMap<string, Uint8Array>;

/** The real page, built with its real configuration; only the worker's content is the fake safe. Kept until a source changes: every
 *  test file of a run needs the same. */
export async function buildWithFakeSafe(): Promise<BuiltPage> {
  const state = stateOfSources();
  const folder = join(KEPT, state);
  if (existsSync(folder)) return readPage(folder);
  mkdirSync(KEPT, { recursive: true });
  // Only those of other sources: another worker may be writing the same page.
  for (const old of readdirSync(KEPT))
    if (!old.startsWith(state)) rmSync(join(KEPT, old), { recursive: true, force: true });
  const page = await buildPage();
  const half = `${folder}-${process.pid}`;
  for (const [path, bytes] of page) {
    mkdirSync(dirname(join(half, path)), { recursive: true });
    writeFileSync(join(half, path), bytes);
  }
  try {
    renameSync(half, folder);
  } catch {
    // Another worker was quicker.
    rmSync(half, { recursive: true });
  }
  return page;
}

function stateOfSources(): string {
  const hash = createHash('sha256');
  for (const path of globSync(SOURCES, { cwd: PROJECT }).sort())
    hash.update(`${path} ${statSync(join(PROJECT, path)).mtimeMs}\n`);
  return hash.digest('hex').slice(0, 16);
}

function readPage(folder: string): BuiltPage {
  const paths = globSync('**/*.*', { cwd: folder });
  return new Map(paths.map((path) => [`/${path}`, readFileSync(join(folder, path))] as const));
}

async function buildPage(): Promise<BuiltPage> {
  const fakeSafe: Plugin = {
    name: 'fake-safe',
    enforce: 'pre',
    load: (id) => (id.split('?')[0]?.endsWith('/src/safe/safe-worker.ts') ? `import ${JSON.stringify(FAKE)};` : null),
  };
  const built = await build({
    root: ROOT,
    configFile: `${ROOT}vite.config.ts`,
    logLevel: 'silent',
    plugins: [fakeSafe],
    worker: { format: 'es', plugins: () => [fakeSafe] },
    build: { write: false },
  });
  if ('on' in built) throw new Error('built in watch mode');
  const files = (Array.isArray(built) ? built : [built]).flatMap(({ output }) => output);
  return new Map(
    files.map((file) => [`/${file.fileName}`, Buffer.from(file.type === 'chunk' ? file.code : file.source)] as const),
  );
}
