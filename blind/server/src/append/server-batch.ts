import { batchRoot, type Fields, type OpenedBatch, type OpenedEntry, type TreeHead } from '@siegel/journal';
import {
  type Body,
  encodeBody,
  encodeStatement,
  hashOpenFields,
  type Id,
  ID_BYTES,
  packOpenFields,
  SALT_BYTES,
  ZERO_ID,
} from '@siegel/wire';
import { hasher, sha256 } from '../platform/hashes.ts';
import type { LogKey } from '../platform/log-key.ts';
import type { World } from '../platform/world.ts';

/** Kind and open fields of one entry the server writes. */
export interface ServerEntry {
  readonly kind: number;
  readonly fields: Fields;
}

/** In whose name and on top of what the server writes. */
export interface ServerAuthor {
  readonly tenant: Id;
  readonly instance: Id;
  readonly logAuthor: Id;
  readonly logKey: LogKey;
  /** The newest head the log key has signed. */
  readonly seen: TreeHead;
}

/** The server-authored entries of one commit under one statement of the log key (JN9). */
export function makeServerBatch(
  entries: readonly ServerEntry[],
  author: ServerAuthor,
  at: number,
  random: World['random'],
): OpenedBatch {
  const opened = entries.map((entry) => openedEntry(entry, author, at, random));
  const statement = {
    tenant: author.tenant,
    instance: author.instance,
    device: author.logAuthor,
    seenSize: author.seen.size,
    seenRoot: author.seen.root,
    count: opened.length,
    root: batchRoot(
      opened.map(({ entryHash }) => entryHash),
      hasher,
    ),
  };
  const bytes = encodeStatement(statement);
  return { statement, signed: { bytes, signature: author.logKey.sign(bytes) }, entries: opened };
}

function openedEntry(
  { kind, fields }: ServerEntry,
  author: ServerAuthor,
  at: number,
  random: World['random'],
): OpenedEntry {
  const open = packOpenFields(fields, random(SALT_BYTES));
  const body: Body = {
    tenant: author.tenant,
    kind,
    record: random(ID_BYTES),
    akte: ZERO_ID,
    site: ZERO_ID,
    parts: [],
    openHash: hashOpenFields(open, sha256),
    parent: null,
    author: author.logAuthor,
    authoredAt: at,
    run: null,
    coSignatures: [],
  };
  const bodyBytes = encodeBody(body);
  const packet = { body: bodyBytes, open, envelopes: [], wraps: [] };
  return { body, bodyBytes, entryHash: sha256(bodyBytes), packet, fields };
}
