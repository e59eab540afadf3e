import {
  type Body,
  equalBytes,
  type ErrorCode,
  type Failure,
  type Hash,
  type Id,
  type Result,
  WIRE_KINDS,
} from '@siegel/wire';
import { authorUser, clockFault, entryFault, isStale, OverlaidView, selfEntered } from './check-entry.ts';
import { caseKeyFault, renewalWrapsFault } from './case-key-rules.ts';
import type { CheckContext, CheckedEntry } from './journal-view.ts';
import { type GenesisExpectation, genesisChecks } from './check-genesis.ts';
import { coSignatureChecks, isCoSignedByUser, isRecoveredByKit, type SignatureCheck } from './co-signature.ts';
import type { OpenedBatch, OpenedEntry } from './opened-batch.ts';
import { packetFault } from './packet-rules.ts';

/** A refusal of a whole batch; `stale` lists the entries somebody else was faster with (JN4). */
export interface BatchRefusal extends Failure {
  readonly stale?: readonly Hash[];
}

/** What the writer knows when it checks a batch. */
export interface BatchContext extends CheckContext {
  readonly tenant: Id;
  readonly instance: Id;
  /** The seq the first entry will get. */
  readonly firstSeq: number;
  readonly receivedAt: number;
  /** Root of the own tree at a size up to now, or undefined beyond it. */
  rootAt(size: number): Hash | undefined;
}

/** Signatures that are still to be checked before the batch may be written. */
export interface AcceptedBatch {
  readonly checks: readonly SignatureCheck[];
}

/** Checks a whole batch against the state before it (JN1..JN13). House entries are applied to `membership` as they pass, so
 *  that later entries of the batch see them; a refused batch is rolled back. The device signature over the statement is
 *  the caller's first check (`statementKey`). */
export function checkBatch(batch: OpenedBatch, context: BatchContext): Result<AcceptedBatch, BatchRefusal> {
  const refusal = statementRefusal(batch, context) ?? frozenRefusal(batch, context) ?? staleRefusal(batch, context);
  if (refusal !== undefined) return { ok: false, error: refusal };
  const checked = checkEntries(batch, 0, context);
  return checked.ok || checked.error.code !== 'AKTE_ELSEWHERE' ? checked : elsewhereRefusal(batch, context);
}

/** Checks the batch that founds a tenant: genesis first, then entries by the first device (JN7). Its statement signature is
 *  among the returned checks, since the device key stands only in the genesis itself. */
export function checkFoundingBatch(
  batch: OpenedBatch,
  expected: GenesisExpectation,
  context: Omit<BatchContext, 'instance' | 'firstSeq'>,
): Result<AcceptedBatch, BatchRefusal> {
  const genesis = genesisChecks(batch, expected);
  const [first] = batch.entries;
  if (typeof genesis === 'string' || first === undefined || first.fields === null) {
    return { ok: false, error: { code: typeof genesis === 'string' ? genesis : 'GENESIS_WRONG' } };
  }
  context.membership.apply(0, first.body, first.fields);
  const rest = { ...context, instance: batch.statement.instance, firstSeq: 0 };
  const refusal = statementRefusal(batch, rest);
  if (refusal !== undefined) {
    context.membership.rollback(0);
    return { ok: false, error: refusal };
  }
  const others = checkEntries(batch, 1, rest);
  return others.ok ? { ok: true, value: { checks: [...genesis, ...others.value.checks] } } : others;
}

/** The public key a batch must be signed with: the device's, or the log key's for the server's own batches (JN1, JN9); for a
 *  device that enters itself, the key its first entry names (JN16). */
export function statementKey(
  device: Id,
  seq: number,
  context: Pick<CheckContext, 'membership' | 'logAuthor'> & {
    readonly first?: Pick<OpenedEntry, 'body' | 'fields'> | undefined;
  },
): Uint8Array | undefined {
  if (equalBytes(device, context.logAuthor)) return context.membership.logAt(seq)?.logPublic;
  const known = context.membership.deviceAt(device, seq);
  if (known !== undefined || context.first === undefined) return known?.ed25519Public;
  const { body, fields } = context.first;
  return equalBytes(body.record, device) ? selfEntered(body, fields)?.ed25519Public : undefined;
}

/** Every rule on one entry that does not need what lies beside it: the same question server and clients ask.
 *  @returns the co-signatures still to be checked, or the code of the first broken rule (JN20 *attributed*). */
export function entryChecks(entry: CheckedEntry, context: CheckContext): readonly SignatureCheck[] | ErrorCode {
  const fault = entryFault(entry, context) ?? coSignedFault(entry.body, entry, context);
  return fault ?? coSignatureChecks(entry.body, entry.seq, context.membership) ?? 'CO_SIGNATURE_WRONG';
}

function checkEntries(batch: OpenedBatch, from: number, context: BatchContext): Result<AcceptedBatch, BatchRefusal> {
  const view = new OverlaidView(context.view);
  const checks: SignatureCheck[] = [];
  for (const [index, entry] of batch.entries.entries()) {
    if (index >= from) {
      const outcome = fullChecks(entry, context.firstSeq + index, { ...context, view });
      if (typeof outcome === 'string') {
        context.membership.rollback(context.firstSeq);
        return { ok: false, error: { code: outcome, facts: { index } } };
      }
      checks.push(...outcome);
      if (entry.fields !== null) context.membership.apply(context.firstSeq + index, entry.body, entry.fields);
    }
    view.put({ entryHash: entry.entryHash, body: entry.body }, entry.fields);
  }
  return { ok: true, value: { checks } };
}

function fullChecks(entry: OpenedEntry, seq: number, context: BatchContext): readonly SignatureCheck[] | ErrorCode {
  const { body, fields } = entry;
  const parent = context.view.headOf(body.record)?.body;
  const outcome = entryChecks({ seq, receivedAt: context.receivedAt, body, fields }, context);
  if (typeof outcome === 'string') return outcome;
  return (
    packetFault(entry, parent) ??
    renewalWrapsFault({ seq, body, fields }, entry.packet.wraps, context.membership) ??
    clockFault(body.authoredAt, context.receivedAt) ??
    outcome
  );
}

function statementRefusal({ statement }: OpenedBatch, context: BatchContext): BatchRefusal | undefined {
  if (!equalBytes(statement.tenant, context.tenant)) return { code: 'TENANT_FOREIGN' };
  if (!equalBytes(statement.instance, context.instance)) return { code: 'INSTANCE_FOREIGN' };
  const root = context.rootAt(statement.seenSize);
  return root !== undefined && equalBytes(root, statement.seenRoot) ? undefined : { code: 'SEEN_HEAD_FOREIGN' };
}

/** Names every entry that comes too late for its record at once, so that the client can make a Nachtrag of what it wrote (FG12). */
function frozenRefusal(batch: OpenedBatch, { view }: BatchContext): BatchRefusal | undefined {
  const frozen = batch.entries.filter(({ body }) => view.isReleased(body.record)).map(({ entryHash }) => entryHash);
  return frozen.length === 0 ? undefined : { code: 'RECORD_FROZEN', facts: { count: frozen.length }, stale: frozen };
}

/** Names every stale entry at once, so that the client can take them all out and sign again (JN4). */
function staleRefusal(batch: OpenedBatch, context: BatchContext): BatchRefusal | undefined {
  const view = new OverlaidView(context.view);
  const stale: Hash[] = [];
  for (const { body, entryHash, fields } of batch.entries) {
    if (isStale(body, view.headOf(body.record))) stale.push(entryHash);
    else view.put({ entryHash, body }, fields);
  }
  return stale.length === 0 ? undefined : { code: 'ENTRY_STALE', facts: { count: stale.length }, stale };
}

/** Names every Akte at once that is not the author's alone to wrap (BS24), so that the client can leave them to others. */
function elsewhereRefusal(batch: OpenedBatch, context: BatchContext): Result<never, BatchRefusal> {
  const view = new OverlaidView(context.view);
  const stale: Hash[] = [];
  for (const [index, { body, fields, entryHash }] of batch.entries.entries()) {
    const entry = { seq: context.firstSeq + index, receivedAt: context.receivedAt, body, fields };
    if (caseKeyFault(entry, { ...context, view }) === 'AKTE_ELSEWHERE') stale.push(entryHash);
    view.put({ entryHash, body }, fields);
  }
  return { ok: false, error: { code: 'AKTE_ELSEWHERE', facts: { count: stale.length }, stale } };
}

function coSignedFault(body: Body, { seq, fields }: CheckedEntry, context: CheckContext): ErrorCode | undefined {
  if (!context.policy.userCoSigned.has(body.kind) || body.kind === WIRE_KINDS.genesis) return undefined;
  const author = authorUser({ body, seq, fields }, context.membership);
  if (author === undefined) return 'CO_SIGNATURE_WRONG';
  const isSigned =
    isCoSignedByUser(body, author, fields) || isRecoveredByKit(body, author, selfEntered(body, fields) !== undefined);
  return isSigned ? undefined : 'CO_SIGNATURE_WRONG';
}
