import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FAKE = fileURLToPath(new URL('fake-safe-worker.ts', import.meta.url));

/** Files of the built page by their path: `/index.html`, `/assets/...`. */
export type BuiltPage = ReadonlyMap<string, Uint8Array>;

/** Builds the real page with its real configuration; only the worker's content is the fake safe. Nothing is written. */
export async function buildWithFakeSafe(): Promise<BuiltPage> {
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
