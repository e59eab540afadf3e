import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const COMPRESSED = /\.(?:js|css|svg|wasm)$/;

/** What the programs of the page may weigh, gzipped: the page itself, the worker with everything it loads, and the reader of PDF,
 *  which is fetched with the first PDF somebody opens, and the German words a new password is judged by. */
const BUDGETS = [
  { name: 'page', files: /^assets\/(?!safe-|pdf-|password-).*\.js$/, gzipBytes: 300_000 },
  { name: 'worker', files: /^assets\/safe-.*\.(?:js|wasm)$/, gzipBytes: 450_000 },
  { name: 'words', files: /^assets\/password-.*\.js$/, gzipBytes: 80_000 },
  { name: 'reader', files: /^assets\/(?:pdf-.*\.js|(?:jbig2|openjpeg|qcms)[^/]*\.wasm)$/, gzipBytes: 700_000 },
];

/** Writes FILE.br and FILE.gz beside every hashed script, style, picture and WebAssembly file, says what each weighs, and
 *  fails the build when page or worker is over its budget. index.html is left alone: the server puts a fresh style nonce
 *  into every answer. Fonts are compressed already. */
export function precompress(): Plugin {
  return {
    name: 'siegel-precompress',
    apply: 'build',
    writeBundle({ dir = 'dist' }, bundle) {
      const gzipBytesByName = new Map<string, number>();
      for (const fileName of Object.keys(bundle).filter((name) => COMPRESSED.test(name))) {
        const path = join(dir, fileName);
        const content = readFileSync(path);
        const gzipped = gzipSync(content, { level: 9 });
        const brotli = brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
        writeFileSync(`${path}.gz`, gzipped);
        writeFileSync(`${path}.br`, brotli);
        gzipBytesByName.set(fileName, gzipped.length);
        this.info(`${fileName}: ${content.length} bytes, gzip ${gzipped.length}, brotli ${brotli.length}`);
      }
      for (const { name, files, gzipBytes } of BUDGETS) {
        const weight = [...gzipBytesByName].reduce((sum, [file, bytes]) => sum + (files.test(file) ? bytes : 0), 0);
        this.info(`${name}: ${weight} bytes gzipped of ${gzipBytes}`);
        if (weight > gzipBytes) this.error(`${name} is over its budget`);
      }
    },
  };
}
