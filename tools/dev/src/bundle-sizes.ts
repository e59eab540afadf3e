import { existsSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build, type InlineConfig } from 'vite';

/** One bundle whose size is held: a package entry, or a whole web app (a folder with a vite configuration). */
export interface BundleLimit {
  readonly name: string;
  readonly entry?: string;
  readonly app?: string;
  /** Which files of the bundle count, as a regular expression over their names; all when it is absent. */
  readonly files?: string;
  readonly limitGzipBytes: number;
}

/** What a bundle weighs. `gzipBytes` is undefined while the bundle's source does not exist. */
export interface BundleSize {
  readonly name: string;
  readonly gzipBytes: number | undefined;
  readonly limitGzipBytes: number;
}

const WEIGHED = /\.(?:js|mjs|css|wasm)$/;

function configFor(limit: BundleLimit): InlineConfig {
  const shared: InlineConfig = { logLevel: 'silent', mode: 'production' };
  if (limit.app !== undefined) return { ...shared, root: limit.app, build: { write: false } };
  return {
    ...shared,
    configFile: false,
    build: { write: false, minify: true, lib: { entry: limit.entry ?? '', formats: ['es'], fileName: limit.name } },
  };
}

/** Builds the bundle in memory and weighs its scripts, styles and WebAssembly, gzipped one by one; fonts and pictures are not counted.
 *  Rejects when the bundle does not build. */
export async function weighBundle(limit: BundleLimit): Promise<BundleSize> {
  const { name, limitGzipBytes } = limit;
  const isThere = limit.app === undefined ? existsSync(limit.entry ?? '') : existsSync(`${limit.app}/index.html`);
  if (!isThere) return { name, gzipBytes: undefined, limitGzipBytes };
  const built = await build(configFor(limit));
  if ('on' in built) throw new Error(`${name}: the bundle is built in watch mode`);
  const files = (Array.isArray(built) ? built : [built]).flatMap((result) => result.output);
  let gzipBytes = 0;
  for (const file of files) {
    if (!WEIGHED.test(file.fileName) || !new RegExp(limit.files ?? '').test(file.fileName)) continue;
    gzipBytes += gzipSync(file.type === 'chunk' ? file.code : file.source, { level: 9 }).length;
  }
  return { name, gzipBytes, limitGzipBytes };
}

/** Whether the bundle keeps its limit; one that does not exist yet does. */
export function keepsLimit(size: BundleSize): boolean {
  return size.gzipBytes === undefined || size.gzipBytes <= size.limitGzipBytes;
}
