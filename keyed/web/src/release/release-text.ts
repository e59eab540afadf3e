/** A release of the client: what `release.txt` says (docs/spec/client-delivery.md CD2). */
export interface Release {
  readonly version: string;
  /** Origin of the server this client was built for; undefined: the one that serves it. */
  readonly server: string | undefined;
  /** Ed25519 key of the builder in base64; undefined: unsigned. */
  readonly key: string | undefined;
  readonly files: readonly ReleaseFile[];
}

export interface ReleaseFile {
  /** `/assets/index-D5MK.js` */
  readonly path: string;
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** `release.txt` taken apart. `text` is what signature and fingerprint cover. */
export interface ReadRelease {
  readonly release: Release;
  readonly text: string;
  /** 64 bytes in base64. */
  readonly signature: string | undefined;
}

export const RELEASE_PATH = '/release.txt';
const FIRST_LINE = 'siegel-client 1';
const SIGNATURE_LINE = '— siegel-client ';
const FILE_LINE = /^([0-9a-f]{64}) (\d{1,9}) (\/[\w./-]{1,200})$/;
const VERSION = /^\d{1,6}\.\d{1,6}\.\d{1,6}$/;
const KEY = /^[A-Za-z0-9+/]{43}=$/;

/** Writes the text of a release; files are sorted by path. */
export function releaseText({ version, server, key, files }: Release): string {
  const lines = files
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ sha256, sizeBytes, path }) => `${sha256} ${sizeBytes} ${path}`);
  return `${[FIRST_LINE, `version ${version}`, `server ${server ?? 'own'}`, `key ${key ?? 'none'}`, ...lines].join('\n')}\n`;
}

/** Adds the signature (base64) to the text. */
export function signedRelease(text: string, signature: string | undefined): string {
  return signature === undefined ? text : `${text}\n${SIGNATURE_LINE}${signature}\n`;
}

/** Takes `release.txt` apart; undefined for anything that is not written exactly so. */
export function readRelease(content: string): ReadRelease | undefined {
  const end = content.indexOf('\n\n');
  const text = end < 0 ? content : content.slice(0, end + 1);
  const rest = end < 0 ? '' : content.slice(end + 2);
  const signature = /^— siegel-client ([A-Za-z0-9+/]{86}==)\n$/.exec(rest)?.[1];
  if (end >= 0 && signature === undefined) return undefined;
  const release = releaseOfText(text);
  return release === undefined ? undefined : { release, text, signature };
}

function releaseOfText(text: string): Release | undefined {
  const [, versionLine, serverLine, keyLine, ...fileLines] = text.trimEnd().split('\n');
  const [version = '', server = '', key = ''] = [versionLine, serverLine, keyLine].map((line) => line?.split(' ')[1]);
  const files = fileLines.map(fileOfLine);
  if (!isHead(version, server, key) || !files.every((file) => file !== undefined)) return undefined;
  const release = {
    version,
    server: server === 'own' ? undefined : server,
    key: key === 'none' ? undefined : key,
    files,
  };
  // One way to write it, first line and all: nothing can hide between the lines.
  return releaseText(release) === text ? release : undefined;
}

function isHead(version: string, server: string, key: string): boolean {
  return VERSION.test(version) && (key === 'none' || KEY.test(key)) && (server === 'own' || URL.canParse(server));
}

function fileOfLine(line: string): ReleaseFile | undefined {
  const [, sha256 = '', sizeBytes = '', path = ''] = FILE_LINE.exec(line) ?? [];
  return path === '' ? undefined : { sha256, sizeBytes: Number(sizeBytes), path };
}

/** Below 0 when version `a` is older than `b`, 0 when they are the same. */
export function compareVersions(a: string, b: string): number {
  const [of, than] = [a, b].map((version) => version.split('.').map(Number)) as [number[], number[]];
  const at = of.findIndex((part, i) => part !== than[i]);
  return at < 0 ? 0 : (of[at] ?? 0) - (than[at] ?? 0);
}
