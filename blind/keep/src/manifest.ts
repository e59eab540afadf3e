import { bytesOfHex, hexOf } from '@siegel/wire';
import type { TreeHead } from '@siegel/journal';
import type { SealedFile } from './sealed-file.ts';

/** What a sealed file holds: entries `from` to `to` - 1, or attachments, or what is not journal, or the wraps of all keys. */
export type Holds =
  | { readonly kind: 'journal'; readonly from: number; readonly to: number }
  | { readonly kind: 'blobs'; readonly blobs: number }
  | { readonly kind: 'side' }
  | { readonly kind: 'keys' };

/** One file of a backup, and what is in it. */
export type BackupFile = SealedFile & { readonly holds: Holds };

/** What a backup says of itself (BK11). */
export interface Manifest {
  readonly id: string;
  readonly tenant: Uint8Array;
  /** When the state was taken, ms since 1970. */
  readonly madeAt: number;
  readonly head: TreeHead;
  /** The signed note of the server for that head. */
  readonly checkpoint: string;
  readonly files: readonly BackupFile[];
  readonly counts: {
    readonly entries: number;
    readonly envelopes: number;
    readonly wraps: number;
    readonly blobs: number;
  };
}

/** Names a backup's files, below the set; written last (BK15). */
export const SUMS = 'SHA256SUMS';

const FORMAT = 'siegel-backup 1';
const SIGNATURE = '\nsignature ';

/** Signs with the log key of the tenant, and checks such a signature; Ed25519 over the text. */
export interface ManifestSigner {
  readonly sign: (text: Uint8Array) => Uint8Array;
}

/** The manifest as text: JSON in lines, then the signature. */
export function writeManifest(manifest: Manifest, { sign }: ManifestSigner): string {
  const text = manifestText(manifest);
  return `${text}${SIGNATURE}${Buffer.from(sign(Buffer.from(text))).toString('base64')}\n`;
}

/** Why a manifest is not taken: written by a newer or another program, or not what was signed. */
export type ManifestFault = 'BACKUP_FORMAT_UNKNOWN' | 'BACKUP_DAMAGED';

/** Reads a manifest. @param verify whether `signature` is one of the tenant's log key over `text`. */
export function readManifest(
  content: string,
  verify: (text: Uint8Array, signature: Uint8Array) => boolean,
): Manifest | ManifestFault {
  const at = content.lastIndexOf(SIGNATURE);
  const text = content.slice(0, Math.max(0, at));
  const signature = Buffer.from(content.slice(at + SIGNATURE.length).trim(), 'base64');
  if (at < 0 || !verify(Buffer.from(text), signature)) return 'BACKUP_DAMAGED';
  return manifestOfText(text);
}

/** What is signed of a manifest. */
export function manifestText({ tenant, head, ...rest }: Manifest): string {
  const named = { format: FORMAT, tenant: hexOf(tenant), size: head.size, root: hexOf(head.root), ...rest };
  return JSON.stringify(named, undefined, 1);
}

/** Reads what `manifestText` wrote, where it is known to be that: behind a signature, or kept where it was made. */
export function manifestOfText(text: string): Manifest | ManifestFault {
  const { format, tenant, size, root, ...rest } = JSON.parse(text) as Written;
  if (format !== FORMAT) return 'BACKUP_FORMAT_UNKNOWN';
  const [id, hash] = [bytesOfHex(tenant), bytesOfHex(root)];
  if (id === undefined || hash === undefined) return 'BACKUP_DAMAGED';
  return { ...rest, tenant: id, head: { size, root: hash } };
}

type Written = Omit<Manifest, 'tenant' | 'head'> & {
  readonly format: string;
  readonly tenant: string;
  readonly size: number;
  readonly root: string;
};

/** What `sha256sum -c` reads: every file of the backup, below the set. */
export function sumsOf(files: readonly SealedFile[]): string {
  return files.map(({ sha256, name }) => `${sha256}  ${name}\n`).join('');
}

/** The files a list names, or undefined when a line of it is none. Names stay below the set. */
export function readSums(text: string): readonly Pick<SealedFile, 'name' | 'sha256'>[] | undefined {
  const files = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => /^([0-9a-f]{64}) {2}([\w./-]{1,200})$/.exec(line));
  if (files.length === 0) return undefined;
  const read = files.map((found) => {
    const [, sha256 = '', name = ''] = found ?? [];
    return { sha256, name };
  });
  return read.every(({ name }) => name !== '' && !name.includes('..') && !name.startsWith('/')) ? read : undefined;
}
