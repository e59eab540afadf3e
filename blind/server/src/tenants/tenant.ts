import type { TenantWriter } from '../append/tenant-writer.ts';
import type { FactorLogins } from '../factors/factor-logins.ts';
import type { FactorSetups } from '../factors/factor-setups.ts';
import type { SmsCodes } from '../factors/sms-codes.ts';
import type { BackupDesk } from '../backups/backup-desk.ts';
import type { DailyPlan } from '../backups/daily-plan.ts';
import type { Uploads } from '../blobs/uploads.ts';
import type { IndexTurns } from '../fetch/index-turns.ts';
import type { RecentFailures } from '../support/recent-failures.ts';
import type { SnapshotDesk } from '../snapshot/snapshot-desk.ts';
import type { AccessLog } from './access-log.ts';
import type { ApprovalBoxes } from './approval-boxes.ts';
import type { InvitedPeople } from './invited-people.ts';
import type { FailedLoginLog } from './failed-login-log.ts';
import type { SignInLog } from './sign-in-log.ts';
import type { PendingLogins } from './pending-logins.ts';
import type { ForgottenProofs } from './forgotten-proofs.ts';
import type { KitProofs } from './kit-proofs.ts';
import type { DeviceChallenges } from './device-challenges.ts';
import type { TenantCore } from './tenant-core.ts';

/** One open tenant. */
export interface Tenant {
  readonly core: TenantCore;
  readonly writer: TenantWriter;
  readonly logins: PendingLogins;
  readonly factorLogins: FactorLogins;
  readonly factorSetups: FactorSetups;
  readonly smsCodes: SmsCodes;
  readonly failedLogins: FailedLoginLog;
  readonly signIns: SignInLog;
  readonly access: AccessLog;
  readonly challenges: DeviceChallenges;
  readonly kitProofs: KitProofs;
  readonly forgottenProofs: ForgottenProofs;
  readonly approvals: ApprovalBoxes;
  readonly invited: InvitedPeople;
  readonly uploads: Uploads;
  readonly indexTurns: IndexTurns;
  readonly snapshots: SnapshotDesk;
  readonly failures: RecentFailures;
  readonly backups: BackupDesk;
  readonly daily: DailyPlan;
}
