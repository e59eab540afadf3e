import {
  attest,
  auditContent,
  auditJournal,
  type ContentAudit,
  firstDifference,
  proveDevice,
  type Safe,
  type SafeGiven,
} from '@siegel/safe';
import { type ErrorCode, fail, hexOf, isErrorCode, ok, type Result } from '@siegel/wire';
import type { CommandGiven, CommandOutcome } from '../command.ts';
import { openSafe, withUnlocked } from '../profile/open-profile.ts';
import { type CliCode, type CliFailure, exitOf } from '../terminal/cli-errors.ts';
import { EXIT } from '../terminal/exit-code.ts';
import type { VerifyReport } from '../verify/verify-report.ts';
import { verifyLog } from '../verify/verify-log.ts';
import { verifyLines } from '../verify/verify-text.ts';

/** Options of `siegel verify`. */
export interface VerifyWish {
  readonly attest: boolean;
  /** False: the journal only, no content is fetched. */
  readonly content: boolean;
  /** A saved log to check instead, and the organisation it is to be of. */
  readonly log?: string;
  readonly organisation?: string;
}

const JOURNAL = { de: 'Verlauf ', en: 'Journal ' };
const CONTENT = { de: 'Inhalte ', en: 'Content ' };

/** Follows the whole journal anew to *attributed*, compares it with what this device has kept, opens all content, and says so
 *  under its signature (CL30 to CL34). Exit code 4 when anything was changed. */
export async function verify(given: CommandGiven, wish: VerifyWish): Promise<CommandOutcome> {
  const { log, organisation } = wish;
  if ((log === undefined) !== (organisation === undefined))
    return fail('USAGE_WRONG', { detail: '--log <file> --organisation <mark>' });
  if (log !== undefined && organisation !== undefined) return verifyLog(given, log, organisation);
  return withUnlocked(given, async ({ given: unlocked }) => {
    const proved = await proveDevice(unlocked.address, {
      ...unlocked,
      device: unlocked.device.device,
      sign: (message) => unlocked.device.signing.sign(message),
    });
    if (!proved.ok) return proved;
    const bar = given.console.progress(JOURNAL);
    const audit = await auditJournal(unlocked, (_, done, total) => bar.at(done, total));
    if (!audit.ok) return audit;
    const safe = await openPinned(unlocked, given);
    if (!safe.ok) return safe;
    const content = await contentOf(given, wish, safe.value.safe);
    if (!content.ok) return content;
    const report: VerifyReport = {
      audit: audit.value,
      pinned: safe.value.code,
      differsAt: safe.value.safe && firstDifference(safe.value.safe.follower.columns, audit.value.follower.columns),
      content: content.value,
    };
    return answer(given, wish, { report, safe: safe.value.safe });
  });
}

interface Pinned {
  readonly safe: Safe | undefined;
  readonly code: CliCode | undefined;
}

/** The safe with the journal this device has kept. That it does not continue on the server is a finding. */
async function openPinned(unlocked: SafeGiven, given: CommandGiven): Promise<Result<Pinned, CliFailure>> {
  const safe = await openSafe(unlocked, given);
  if (safe.ok) return ok({ safe: safe.value, code: undefined });
  return exitOf(safe.error) === EXIT.tampering ? ok({ safe: undefined, code: safe.error.code }) : safe;
}

async function contentOf(
  { console }: CommandGiven,
  wish: VerifyWish,
  safe: Safe | undefined,
): Promise<Result<ContentAudit | undefined, CliFailure>> {
  if (!wish.content || safe === undefined) return ok(undefined);
  const bar = console.progress(CONTENT);
  return auditContent(safe, (done, total) => bar.at(done, total));
}

async function answer(
  given: CommandGiven,
  wish: VerifyWish,
  { report, safe }: { readonly report: VerifyReport; readonly safe: Safe | undefined },
): Promise<CommandOutcome> {
  const intact = isIntact(report);
  let attestation: string | null = null;
  if (intact && wish.attest && safe !== undefined) {
    const attested = await attest(safe, report.audit.follower);
    if (!attested.ok) return attested;
    attestation = hexOf(attested.value);
    // The device keeps what it has just written: that it vanishes must be noticed, too.
    const kept = await safe.sync();
    if (!kept.ok) return kept;
  }
  const { audit, pinned, differsAt, content } = report;
  const { head, batches, hidden, quarantined, forks, withheld, runs, fault } = audit;
  const json = {
    intact,
    size: head.size,
    root: hexOf(head.root),
    batches,
    hidden,
    quarantined,
    forks,
    withheld,
    runs,
    fault: fault ?? null,
    pinned: pinned ?? null,
    differsAt: differsAt ?? null,
    content: content ?? null,
    attestation,
  };
  const lines = verifyLines({ report, intact, attestation }, given.console);
  return ok({ json, lines, exit: intact ? EXIT.ok : EXIT.tampering });
}

/** Content for which this user has no key is no fault of the journal. */
const NOT_TAMPERING: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['KEY_UNKNOWN', 'PROGRAM_OUTDATED']);

function isIntact({ audit, pinned, differsAt, content }: VerifyReport): boolean {
  const broken = content?.broken.filter(({ code }) => isErrorCode(code) && !NOT_TAMPERING.has(code)) ?? [];
  const found = [audit.quarantined, audit.forks, audit.withheld, audit.runs, broken];
  return (
    audit.fault === undefined &&
    pinned === undefined &&
    differsAt === undefined &&
    found.every((list) => list.length === 0)
  );
}
