import { logAuthorId } from '@siegel/akten';
import { Membership } from '@siegel/journal';
import { StoreError, type TenantStore } from '@siegel/store';
import { decodeBody, equalBytes, hexOf, unpackOpenFields, WIRE_KINDS } from '@siegel/wire';
import { TenantWriter } from '../append/tenant-writer.ts';
import { BackupDesk, type BackupPlace } from '../backups/backup-desk.ts';
import { DailyPlan } from '../backups/daily-plan.ts';
import { Uploads } from '../blobs/uploads.ts';
import { idleMs } from '../access/access-now.ts';
import { failureOfError } from '../edge/failure.ts';
import { detailOf, type ServerLog } from '../edge/log.ts';
import { FactorLogins } from '../factors/factor-logins.ts';
import { FactorSetups } from '../factors/factor-setups.ts';
import { SmsCodes } from '../factors/sms-codes.ts';
import type { SmsGateway } from '../factors/sms-gateway.ts';
import { UserFactors } from '../factors/user-factors.ts';
import { IndexTurns } from '../fetch/index-turns.ts';
import { sha256 } from '../platform/hashes.ts';
import { logKeyOfSeed } from '../platform/log-key.ts';
import { RecentFailures } from '../support/recent-failures.ts';
import { SnapshotDesk } from '../snapshot/snapshot-desk.ts';
import type { World } from '../platform/world.ts';
import { AccessLog } from './access-log.ts';
import { ApprovalBoxes } from './approval-boxes.ts';
import { ForgottenProofs } from './forgotten-proofs.ts';
import { KitProofs } from './kit-proofs.ts';
import { DeviceChallenges } from './device-challenges.ts';
import { InvitedPeople } from './invited-people.ts';
import { FailedLoginLog } from './failed-login-log.ts';
import { keepStandIn } from './login-records.ts';
import { PasswordAges } from './password-ages.ts';
import { SignInLog } from './sign-in-log.ts';
import { PendingLogins } from './pending-logins.ts';
import { SessionHalves } from './session-halves.ts';
import { SessionTable } from './session-table.ts';
import type { Tenant } from './tenant.ts';
import type { TenantCore } from './tenant-core.ts';

/** Names of the two secrets a tenant's store keeps (SERVER_SECRETS). */
export const LOG_KEY_SECRET = 'log-key';
export const OPAQUE_SECRET = 'opaque-setup';

/** What a tenant works with. */
export interface TenantGiven {
  readonly world: World;
  readonly log: ServerLog;
  /** Undefined: this server sends no text messages. */
  readonly sms: SmsGateway | undefined;
  readonly backups: BackupPlace;
}

/** Takes a founded tenant into service: secrets, membership, tree. Rejects with StoreError when they do not fit together. */
export async function openTenant(store: TenantStore, { world, log, sms, backups }: TenantGiven): Promise<Tenant> {
  const { membership, erasedSize } = await foldHouse(store);
  const seed = await store.secret(LOG_KEY_SECRET);
  const setup = await store.secret(OPAQUE_SECRET);
  const named = membership.logAt(Number.MAX_SAFE_INTEGER);
  if (seed === undefined || setup === undefined || named === undefined) throw damaged('secrets');
  const logKey = logKeyOfSeed(seed);
  if (!equalBytes(logKey.publicKey, named.logPublic)) throw damaged('log key');
  const core: TenantCore = {
    tenant: store.tenant,
    hex: hexOf(store.tenant),
    instance: named.instance,
    logKey,
    logAuthor: logAuthorId(logKey.publicKey, sha256),
    opaqueSetup: Buffer.from(setup).toString('utf8'),
    store,
    membership,
    sessions: await SessionTable.open(store, world, (user) => idleMs({ membership }, user)),
    halves: await SessionHalves.open(store, world),
    passwords: new PasswordAges(store, membership, world),
    factors: new UserFactors(store, world),
    world,
    erased: { size: erasedSize },
  };
  await keepStandIn(core);
  const snapshots = new SnapshotDesk(core);
  await snapshots.sweep().catch((error: unknown) => {
    log.error('failed', { code: failureOfError(error).code, tenant: core.hex, detail: detailOf(error) });
  });
  const writer = await TenantWriter.open(core, log);
  const desk = await BackupDesk.open(core, writer, { log, backups });
  const smsCodes = new SmsCodes(sms, world);
  const signIns = new SignInLog(writer);
  const access = new AccessLog(writer);
  core.sessions.onUnused((session) => signIns.ended(session, 'expired'));
  core.sessions.onCrowdedOut((session) => signIns.ended(session, 'crowded'));
  return {
    core,
    writer,
    smsCodes,
    factorLogins: new FactorLogins(core.factors, smsCodes, world),
    factorSetups: new FactorSetups(smsCodes, world),
    failedLogins: new FailedLoginLog(core, writer),
    signIns,
    access,
    logins: new PendingLogins(core),
    challenges: new DeviceChallenges(core),
    kitProofs: new KitProofs(core),
    forgottenProofs: new ForgottenProofs(core),
    approvals: new ApprovalBoxes(world),
    invited: new InvitedPeople(core),
    uploads: new Uploads(store),
    indexTurns: new IndexTurns(world.now),
    snapshots,
    failures: new RecentFailures(),
    backups: desk,
    daily: await DailyPlan.open(core, { desk, writer, isDiskShort: backups.isDiskShort }),
  };
}

/** Who belongs to the tenant (JN40), and the size of the journal behind which sets of shards hold (SN14, BS27), from its house entries. */
async function foldHouse(
  store: TenantStore,
): Promise<{ readonly membership: Membership; readonly erasedSize: number }> {
  const membership = new Membership();
  let erasedSize = 0;
  for await (const rows of store.houseEntriesFrom(0)) {
    for (const { seq, body: bytes, open } of rows) {
      const body = decodeBody(bytes);
      if (body.kind === WIRE_KINDS.tombstone) erasedSize = seq + 1;
      // Open fields that were erased change nothing any more; house entries are never erased.
      if (open !== null) membership.apply(seq, body, unpackOpenFields(open));
    }
  }
  const ruleSince = membership.wrapRuleSince(Number.MAX_SAFE_INTEGER);
  return { membership, erasedSize: Math.max(erasedSize, ruleSince === 0 ? 0 : ruleSince + 1) };
}

function damaged(what: string): StoreError {
  return new StoreError({ code: 'DATABASE_DAMAGED', facts: { what } });
}
