import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { precompress } from './precompress.ts';

/** The build of the practice workspace: hashed files under /assets, nothing inlined (the policy allows no data: fonts). */
export default defineConfig({
  plugins: [react(), precompress()],
  define: {
    // The scroll lock of Mantine's dialogs reads its style nonce from this name.
    __webpack_nonce__: 'globalThis.siegelStyleNonce',
    __CLIENT_VERSION__: JSON.stringify('0.1.0'),
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
    // The prefix tells the worker's files from the page's, for budgets and for the policy that starts only this worker.
    rolldownOptions: {
      output: {
        entryFileNames: ({ name }) => `assets/${name.startsWith('pdf') ? 'pdf' : 'safe'}-worker-[hash].js`,
        chunkFileNames: 'assets/safe-[name]-[hash].js',
      },
    },
  },
});
