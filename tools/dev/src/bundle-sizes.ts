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
  /** True: only what the page loads before it is asked for anything, its entry and whatever that imports at once, with their styles.
   *  False: only what it does not. */
  readonly isFirstLoad?: boolean;
  /** Only these files and whatever they import at once, as a regular expression: what the worker has to fetch before anybody can
   *  sign in. The page's build hands the worker over as finished files, so their text is read. */
  readonly startsWith?: string;
  /** Not what files of these names import at once: it counts where `startsWith` says so. */
  readonly besidesStartOf?: string;
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
  const first = limit.isFirstLoad === undefined ? undefined : firstLoadOf(files);
  const counts = new RegExp(limit.files ?? '');
  const start = limit.startsWith === undefined ? undefined : startOf(files, new RegExp(limit.startsWith));
  const besides = limit.besidesStartOf === undefined ? undefined : startOf(files, new RegExp(limit.besidesStartOf));
  const weighed = files
    .filter(({ fileName }) => WEIGHED.test(fileName) && counts.test(fileName))
    .filter(({ fileName }) => start?.has(fileName) !== false && besides?.has(fileName) !== true)
    .filter(({ fileName }) => first === undefined || first.has(fileName) !== (limit.isFirstLoad === false));
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

/** Names of the entries' chunks and of everything they import at once, not by a later `import()`, and of the styles of all of them. */
function firstLoadOf(files: readonly BuiltFile[]): ReadonlySet<string> {
  const chunks = new Map(files.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file] as const] : [])));
  const found = new Set<string>();
  const waiting = [...chunks.values()].filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    const chunk = chunks.get(name);
    for (const style of chunk?.viteMetadata?.importedCss ?? []) found.add(style);
    waiting.push(...(chunk?.imports ?? []));
  }
  return found;
}

const IMPORTED_AT_ONCE = /\b(?:from|import)\s*["'`]\.\/([^"'`]+)["'`]/g;

/** Names of the files that begin so and of everything they import at once, not by a later `import()`. Throws when there is none: a
 *  limit that weighs nothing holds nothing. */
function startOf(files: readonly BuiltFile[], begins: RegExp): ReadonlySet<string> {
  const byName = new Map(files.map((file) => [file.fileName, file]));
  const found = new Set<string>();
  const waiting = [...byName.keys()].filter((name) => begins.test(name));
  if (waiting.length === 0) throw new Error(`no file of the bundle is named like ${begins}`);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const file = byName.get(name);
    if (file === undefined || found.has(name)) continue;
    found.add(name);
    const folder = name.slice(0, name.lastIndexOf('/') + 1);
    for (const [, imported] of textOf(file).matchAll(IMPORTED_AT_ONCE)) waiting.push(`${folder}${imported}`);
  }
  return found;
}

function textOf(file: BuiltFile): string {
  if (file.type === 'chunk') return file.code;
  return typeof file.source === 'string' ? file.source : Buffer.from(file.source).toString();
}

/** Whether the bundle keeps its limit; one that does not exist yet does. */
export function keepsLimit(size: BundleSize): boolean {
  return size.gzipBytes === undefined || size.gzipBytes <= size.limitGzipBytes;
}
