import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const COMPRESSED = /\.(?:js|css|svg|wasm)$/;

/** Writes FILE.br and FILE.gz beside every hashed script, style, picture and WebAssembly file, says what each weighs
 *  (limits: tools/dev/bundle-limits.json). index.html is left alone: the server puts a fresh style nonce into every answer. Fonts are
 *  compressed already. */
export function precompress(): Plugin {
  return {
    name: 'siegel-precompress',
    apply: 'build',
    writeBundle({ dir = 'dist' }, bundle) {
      for (const fileName of Object.keys(bundle).filter((name) => COMPRESSED.test(name))) {
        const path = join(dir, fileName);
        const content = readFileSync(path);
        const gzipped = gzipSync(content, { level: 9 });
        const brotli = brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
        writeFileSync(`${path}.gz`, gzipped);
        writeFileSync(`${path}.br`, brotli);
        this.info(`${fileName}: ${content.length} bytes, gzip ${gzipped.length}, brotli ${brotli.length}`);
      }
    },
  };
}
