import {
  CborError,
  decodeCbor,
  encodeCbor,
  type Hash,
  type Id,
  LayoutError,
  WRAP_PURPOSE,
  wrapInfo,
} from '@siegel/wire';
import { engine } from '#engine';
import { type GroupKey, groupInbox } from './group-key.ts';
import { MESSAGE_LABELS } from './labels.ts';
import { publicKeyId, sealForXwing } from './xwing.ts';

/** What an entry of the log is about, in words: only the readers of the log open it (LG10). */
export interface LogDetails {
  readonly what: string;
}

/** Where sealed details stand: they open nowhere else. */
export interface LogDetailsPlace {
  readonly tenant: Id;
  /** The record of the entry: random, and nobody else's. */
  readonly record: Id;
  readonly device: Id;
}

/** A group that details are sealed for, as its newest key entry names it. */
export interface LogReaders {
  readonly group: Id;
  readonly version: number;
  readonly inboxPublic: Uint8Array;
}

/** In UTF-16 units; three bytes each at most, so that what is sealed stays below what the entry takes. */
const MOST_WORDS = 600;
/** Details are short: their length in steps this wide tells nothing. */
const STEP_BYTES = 256;

/** Seals details for the inbox of a group, filled up to steps of 256 bytes: whoever writes need not be a member, and cannot open them again (SL6). */
export function sealLogDetails(
  { what }: LogDetails,
  place: LogDetailsPlace,
  readers: LogReaders,
): Promise<Uint8Array<ArrayBuffer>> {
  const words = what.slice(0, MOST_WORDS);
  const length = new TextEncoder().encode(words).length;
  const content = encodeCbor([words, new Uint8Array(STEP_BYTES - (length % STEP_BYTES))]);
  return sealForXwing(readers.inboxPublic, infoOf(place, readers), content);
}

/** Opens details with one version of the group's key; undefined when they are for another one, of another entry, or changed. */
export async function openLogDetails(
  sealed: Uint8Array,
  place: LogDetailsPlace,
  key: GroupKey,
): Promise<LogDetails | undefined> {
  const inbox = await groupInbox(key);
  const readers = { group: key.group, version: key.version, inboxPublic: inbox.publicKey };
  const content = await inbox.open(sealed, infoOf(place, readers));
  return content === undefined ? undefined : detailsOf(content);
}

function detailsOf(content: Uint8Array): LogDetails | undefined {
  try {
    const items = decodeCbor(content);
    const what = Array.isArray(items) ? (items as readonly unknown[])[0] : undefined;
    return typeof what === 'string' ? { what } : undefined;
  } catch (error) {
    if (error instanceof CborError || error instanceof LayoutError) return undefined;
    throw error;
  }
}

function infoOf({ tenant, record, device }: LogDetailsPlace, { group, version, inboxPublic }: LogReaders): Uint8Array {
  const wrappedKeyId = engine.sha256(encodeCbor([MESSAGE_LABELS.logDetails, tenant, record, device])) as Hash;
  const purpose = WRAP_PURPOSE.sealedToInbox;
  return wrapInfo({ purpose, wrapperKeyId: publicKeyId(inboxPublic), wrappedKeyId, tenant, subject: group, version });
}

/** What the device that writes a log file signs: all its lines by their hash, and how many rows there are (LG14). */
export function logFileMessage(tenant: Id, digest: Uint8Array, rows: number): Uint8Array {
  return encodeCbor([MESSAGE_LABELS.logFile, tenant, digest, rows]);
}
