import { existsSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build, type InlineConfig, type Rolldown } from 'vite';

type BuiltFile = Rolldown.OutputChunk | Rolldown.OutputAsset;

/** One bundle whose size is held: a package entry, or a whole web app (a folder with a vite configuration). */
export interface BundleLimit {
  readonly name: string;
  readonly entry?: string;
  readonly app?: string;
  /** Which files of the bundle count, as a regular expression over their names; all when it is absent. */
  readonly files?: string;
  /** Only what the page loads before it is asked for anything: its entry and whatever that imports at once. */
  readonly isFirstLoad?: boolean;
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
  const files = await filesOf(limit);
  const first = limit.isFirstLoad === true ? firstLoadOf(files) : undefined;
  const counts = new RegExp(limit.files ?? '');
  const weighed = files
    .filter(({ fileName }) => WEIGHED.test(fileName) && counts.test(fileName))
    .filter((file) => file.type === 'asset' || first === undefined || first.has(file.fileName));
  const gzipBytes = weighed.reduce((sum, file) => sum + gzippedLength(file), 0);
  return { name, gzipBytes, limitGzipBytes };
}

function gzippedLength(file: BuiltFile): number {
  return gzipSync(file.type === 'chunk' ? file.code : file.source, { level: 9 }).length;
}

/** Several limits may weigh parts of one app: it is built once. */
const filesByApp = new Map<string, Promise<readonly BuiltFile[]>>();

function filesOf(limit: BundleLimit): Promise<readonly BuiltFile[]> {
  const key = limit.app ?? limit.name;
  const known = filesByApp.get(key) ?? builtFiles(limit);
  filesByApp.set(key, known);
  return known;
}

async function builtFiles(limit: BundleLimit): Promise<readonly BuiltFile[]> {
  const built = await build(configFor(limit));
  if ('on' in built) throw new Error(`${limit.name}: the bundle is built in watch mode`);
  return (Array.isArray(built) ? built : [built]).flatMap((result) => result.output);
}

/** Names of the entries' chunks and of everything they import at once, not by a later `import()`. */
function firstLoadOf(files: readonly BuiltFile[]): ReadonlySet<string> {
  const chunks = new Map(files.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file] as const] : [])));
  const found = new Set<string>();
  const waiting = [...chunks.values()].filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    waiting.push(...(chunks.get(name)?.imports ?? []));
  }
  return found;
}

/** Whether the bundle keeps its limit; one that does not exist yet does. */
export function keepsLimit(size: BundleSize): boolean {
  return size.gzipBytes === undefined || size.gzipBytes <= size.limitGzipBytes;
}
