import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { clientOfServer } from './client-of-server.ts';
import { precompress } from './precompress.ts';
import { release } from './release-plugin.ts';

const VERSION = '0.1.0';
/** Set by who builds a client for another host than its server (docs/user/client-getrennt.md). */
const { SIEGEL_CLIENT_SERVER: server, SIEGEL_CLIENT_KEY: keyFile } = process.env;

/** The build of the practice workspace: hashed files under /assets, nothing inlined (the policy allows no data: fonts). */
export default defineConfig({
  plugins: [react(), clientOfServer(server), precompress(), release({ version: VERSION, server, keyFile })],
  define: {
    // The scroll lock of Mantine's dialogs reads its style nonce from this name.
    __webpack_nonce__: 'globalThis.siegelStyleNonce',
    __CLIENT_VERSION__: JSON.stringify(VERSION),
    __CLIENT_SERVER__: JSON.stringify(server ?? ''),
  },
  build: {
    target: 'es2023',
    outDir: 'dist',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2_000,
    rolldownOptions: {
      // core/ is pure (A10): a module of it that nobody uses may be left out.
      treeshake: { moduleSideEffects: [{ test: /\/core\/[^/]+\/src\//, sideEffects: false }] },
    },
  },
  worker: {
    format: 'es',
    // The prefix tells the workers' files from the page's, for budgets and for the policies of each worker.
    rolldownOptions: {
      output: {
        entryFileNames: ({ name }) => `assets/${workerName(name)}-[hash].js`,
        chunkFileNames: 'assets/safe-[name]-[hash].js',
      },
    },
  },
});

function workerName(entry: string): string {
  if (entry.startsWith('opaque')) return 'safe-opaque';
  return entry.startsWith('pdf') ? 'pdf-worker' : 'safe-worker';
}
