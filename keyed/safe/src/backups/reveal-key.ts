import { backupKeyForm, type RecordKind } from '@siegel/akten';
import { backupPartKey, isBackupPair, isUnreadable, openBackupKey, openRecord, platformHasher } from '@siegel/seal';
import {
  CborError,
  equalBytes,
  fail,
  hexOf,
  type Id,
  LayoutError,
  ok,
  type PartDescriptor,
  type Result,
} from '@siegel/wire';
import type { RevealedBackupKey } from '../channel/backup-api.ts';
import type { Safe } from '../safe/safe.ts';
import { contentItemOfCbor } from '../server/content-items.ts';
import type { RequestFailure, ServerAddress } from '../server/server-request.ts';
import { askSequence } from '../server/sequence-stream.ts';
import { enteredKeys, keySealedFor } from './entered-keys.ts';

const KIND = { ...backupKeyForm, mergeable: false } as unknown as RecordKind;

/** The identity of a key of backups, fetched and opened for a user it names (BK24). BACKUP_NOT_HOLDER; PASSWORD_NEEDED: the password first;
 *  KEY_UNKNOWN: sealed for keys this user had before; CONTENT_WITHHELD, OPEN_TAMPERED: not what the journal names, or no key to its recipient. */
export async function revealBackupKey(safe: Safe, record: Id): Promise<Result<RevealedBackupKey, RequestFailure>> {
  const { tenant, user, userKey, address } = safe.given;
  const entered = (await enteredKeys(safe)).find((one) => equalBytes(one.record, record));
  const wrapped = entered === undefined ? undefined : keySealedFor(entered, user);
  if (entered === undefined || wrapped === undefined) return fail('BACKUP_NOT_HOLDER');
  const key = await openBackupKey(wrapped, { tenant, record }, userKey.xwing);
  if (key === undefined) return fail('KEY_UNKNOWN');
  const envelopes = await fetchPart(address, record);
  if (!envelopes.ok) return envelopes;
  const opened = await openRecord(KIND, entered, {
    envelopeOf: (part: PartDescriptor) =>
      envelopes.value.find((bytes) => equalBytes(platformHasher.sha256(bytes), part.envelopeHash)),
    keyOf: () => backupPartKey(key),
  });
  if (isUnreadable(opened)) return fail(opened.unreadable);
  const { identity } = opened.value as { readonly identity?: unknown };
  const { recipient } = entered;
  // Whoever entered it may have named one key and sealed another: nobody should rely on what opens nothing.
  const isPair = typeof identity === 'string' && (await isBackupPair({ recipient, identity }));
  return isPair ? ok({ recipient, identity }) : fail('OPEN_TAMPERED');
}

async function fetchPart(address: ServerAddress, record: Id): Promise<Result<readonly Uint8Array[], RequestFailure>> {
  const answer = await askSequence(address, `backup-keys/${hexOf(record)}`);
  if (!answer.ok) return answer;
  const envelopes: Uint8Array[] = [];
  try {
    for await (const items of answer.value)
      for (const value of items) {
        const item = contentItemOfCbor(value);
        if (item.item === 'envelope') envelopes.push(item.bytes);
      }
  } catch (error) {
    return fail(error instanceof CborError || error instanceof LayoutError ? 'CBOR_MALFORMED' : 'OFFLINE');
  }
  return ok(envelopes);
}
