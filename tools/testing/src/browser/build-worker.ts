import { fileURLToPath } from 'node:url';

const ANSWER_CALLS = fileURLToPath(new URL('./answer-calls.ts', import.meta.url));
const ENTRY = 'virtual:worker';

/** Bundles a module and everything it imports, with the conditions of a browser as in the product's build, into a worker
 *  that answers calls of its exported functions. Nothing is written. @returns files by path; the worker is
 *  `/safe-worker-module.js`: a server of Siegel gives scripts of such a name the policy of the worker. */
export async function buildWorker(module: URL): Promise<ReadonlyMap<string, string | Uint8Array>> {
  // Only who needs a browser waits for the bundler.
  const { build } = await import('vite');
  const source = `import { answerCalls } from ${JSON.stringify(ANSWER_CALLS)};
import * as functions from ${JSON.stringify(fileURLToPath(module))};
answerCalls(functions);`;
  const built = await build({
    configFile: false,
    logLevel: 'error',
    mode: 'production',
    plugins: [
      {
        name: 'worker-of-module',
        resolveId: (id) => (id === ENTRY ? `\0${ENTRY}` : null),
        load: (id) => (id === `\0${ENTRY}` ? source : null),
      },
    ],
    // The name under which it may be started.
    worker: { format: 'es', rolldownOptions: { output: { entryFileNames: 'assets/safe-opaque-[hash].js' } } },
    build: {
      write: false,
      target: 'es2023',
      modulePreload: false,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 5_000,
      rolldownOptions: {
        input: ENTRY,
        output: { format: 'es', entryFileNames: 'safe-worker-module.js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
  if ('on' in built) throw new Error('built in watch mode');
  const files = (Array.isArray(built) ? built : [built]).flatMap(({ output }) => output);
  return new Map(files.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source] as const));
}
