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

/** A record id and a salt. */
const RANDOM_BYTES = ID_BYTES + SALT_BYTES;

/** The server-authored entries of one commit under one statement of the log key (JN9). */
export function makeServerBatch(
  entries: readonly ServerEntry[],
  author: ServerAuthor,
  at: number,
  random: World['random'],
): OpenedBatch {
  // Asked for once: a call of the platform costs more than the bytes.
  const bytes = random(entries.length * RANDOM_BYTES);
  const opened = entries.map((entry, i) =>
    openedEntry(entry, author, at, bytes.subarray(i * RANDOM_BYTES, (i + 1) * RANDOM_BYTES)),
  );
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
  const signed = encodeStatement(statement);
  return { statement, signed: { bytes: signed, signature: author.logKey.sign(signed) }, entries: opened };
}

function openedEntry({ kind, fields }: ServerEntry, author: ServerAuthor, at: number, random: Uint8Array): OpenedEntry {
  const open = packOpenFields(fields, random.subarray(ID_BYTES));
  const body: Body = {
    tenant: author.tenant,
    kind,
    record: recordIdOf(at, random.subarray(0, ID_BYTES)),
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

/** Six bytes of the time in milliseconds, then random ones, as in a UUID of version 7: ids of one time lie beside each other in the
 *  index, so that a commit of many deliveries changes few of its pages (ST19). */
function recordIdOf(at: number, random: Uint8Array): Id {
  const id = new Uint8Array(random);
  const view = new DataView(id.buffer);
  view.setUint16(0, Math.floor(at / 2 ** 32));
  view.setUint32(2, at % 2 ** 32);
  return id;
}
