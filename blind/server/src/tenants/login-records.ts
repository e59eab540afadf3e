import { server } from '@serenity-kit/opaque';
import type { AccountRow } from '@siegel/store';
import { type Id, ID_BYTES } from '@siegel/wire';
import { mayHoldAccount } from './member-now.ts';
import type { TenantCore } from './tenant-core.ts';

/** Names no message can carry (`accountName`): the one there is a record of, the other there is none of. */
const STAND_IN = '~';
const ABSENT = '~~';
/** What OPAQUE keeps behind the client's public key: a masking key and an envelope (RFC 9807 §4, ristretto255, SHA-512). */
const RECORD_REST_BYTES = 64 + 32 + 64;

type Given = Pick<TenantCore, 'store' | 'membership' | 'opaqueSetup' | 'world'>;

/** What a log-in begins with: the record of a name, and whose it is; undefined: nobody's. */
export interface LoginRecord {
  readonly record: Uint8Array;
  readonly user: Id | undefined;
}

/** Makes sure the tenant has the record that stands in for unknown names: a public key of the curve and random bytes, read, decoded and
 *  masked like any other (RFC 9807 §10.9). Nothing ever finishes against it. */
export async function keepStandIn({ store, opaqueSetup, world }: Omit<Given, 'membership'>): Promise<void> {
  if ((await store.account(STAND_IN)) !== undefined) return;
  const publicKey = Buffer.from(server.getPublicKey(opaqueSetup), 'base64url');
  const opaqueRecord = new Uint8Array(Buffer.concat([publicKey, world.random(RECORD_REST_BYTES)]));
  const row: AccountRow = { account: STAND_IN, user: world.random(ID_BYTES), opaqueRecord };
  await store.write((tx) => tx.putAccount(row));
}

/** Reads the record of a name. Whether there is one or not, the database is asked for one that is there and one that is not, so that the
 *  first step costs the same (T25). Somebody removed is as good as unknown. */
export async function loginRecord({ store, membership }: Given, account: string): Promise<LoginRecord> {
  const row = await store.account(account);
  const other = await store.account(row === undefined ? STAND_IN : ABSENT);
  const record = (row ?? other)?.opaqueRecord ?? new Uint8Array(0);
  return { record, user: row !== undefined && mayHoldAccount(membership, row.user) ? row.user : undefined };
}
