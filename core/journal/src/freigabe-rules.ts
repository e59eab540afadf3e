import { type Body, equalBytes, type ErrorCode, type Hash, type Id, WIRE_KINDS } from '@siegel/wire';
import type { CheckContext, CheckedEntry, HeadState } from './journal-view.ts';
import type { Fields } from './member-states.ts';
import type { Membership } from './membership.ts';

/** How many responsible release a version, and whether the author may be one of them: rules of the organisation (FG5). */
export interface FreigabeRules {
  readonly responsible: 'one' | 'two';
  readonly isOwnAllowed: boolean;
  /** Nothing unreleased leaves the house (FG30). */
  readonly isForced: boolean;
}

/** The rules of Freigabe among the rules of the organisation; what is not named stands at its default. */
export function freigabeRulesOf(rules: Fields): FreigabeRules {
  return {
    responsible: rules['freigabeResponsible'] === 'two' ? 'two' : 'one',
    isOwnAllowed: rules['freigabeOwn'] !== 'forbidden',
    isForced: rules['freigabeForced'] === 'on',
  };
}

/** The version a Freigabe releases; undefined for the first of two, which releases nothing yet (FG4). */
export function releasedBy(kind: number, fields: Fields | null): Hash | undefined {
  const hash = kind === WIRE_KINDS.freigabe && fields?.['step'] !== 'first' ? fields?.['entryHash'] : undefined;
  return hash instanceof Uint8Array ? hash : undefined;
}

/** A7, FG7: a released record takes no further version, from nobody. */
export function frozenFault(body: Body, context: CheckContext): ErrorCode | undefined {
  return context.view.isReleased(body.record) ? 'RECORD_FROZEN' : undefined;
}

/** Rules of Freigabe, presenting, returning, Nachtrag and release to the person, beyond the right to write them (FG2..FG9). */
export function freigabeFault(entry: CheckedEntry, context: CheckContext): ErrorCode | undefined {
  const { kind } = entry.body;
  switch (kind) {
    case WIRE_KINDS.freigabe:
      return releaseFault(entry, context);
    case WIRE_KINDS.freigabeVorgelegt:
    case WIRE_KINDS.freigabeZurueckgegeben:
      return openVersionFault(entry, context);
    case WIRE_KINDS.patientenFreigabe:
      // Its fields name nobody, and nothing erases them: without them somebody hides what was taken back (FG10).
      return entry.fields === null ? 'OPEN_FIELDS_MISMATCH' : personFault(entry.body, entry.fields, context);
    default:
      return kind === context.policy.nachtragKind && entry.fields !== null
        ? nachtragFault(entry.body, entry.fields, context)
        : undefined;
  }
}

function releaseFault(entry: CheckedEntry, context: CheckContext): ErrorCode | undefined {
  const { body, fields, seq } = entry;
  // Its fields are random ids and hashes, and nothing erases them: without them somebody hides what is released (FG10).
  if (fields === null) return 'OPEN_FIELDS_MISMATCH';
  // A Freigabe is never changed: a further version of it would be about something else.
  if (body.parent !== null) return 'RECORD_FROZEN';
  const fault = versionFault(entry, context);
  if (fault !== undefined) return fault;
  const head = headNamed(fields, context) as HeadState;
  if (!isPartsOf(fields['partHashes'], head.body)) return 'FREIGABE_STALE';
  const rules = freigabeRulesOf(context.membership.policyAt(seq)?.rules ?? {});
  const user = userOf(body, seq, context.membership);
  const author = userOf(head.body, seq, context.membership);
  if (user === undefined) return 'DEVICE_NOT_APPROVED';
  if (!rules.isOwnAllowed && author !== undefined && equalBytes(author, user)) return 'FREIGABE_OWN';
  return stepFault({ body, fields, seq }, { rules, user }, context);
}

/** FG4: with one responsible there is one step, with two the second names the first, of another user, over the same version. */
function stepFault(
  { body, fields, seq }: { readonly body: Body; readonly fields: Fields; readonly seq: number },
  { rules, user }: { readonly rules: FreigabeRules; readonly user: Id },
  { view, membership }: CheckContext,
): ErrorCode | undefined {
  const { step, first } = fields;
  if (step !== 'second') {
    const wanted = rules.responsible === 'one' ? undefined : 'first';
    return step === wanted && first === undefined ? undefined : 'FREIGABE_RULE';
  }
  if (rules.responsible === 'one') return 'FREIGABE_RULE';
  const before = first instanceof Uint8Array ? view.freigabeOf(body.akte, first) : undefined;
  if (before === undefined || before.fields['step'] !== 'first') return 'FREIGABE_RULE';
  if (!sameBytes(before.fields['entryHash'], fields['entryHash'])) return 'FREIGABE_STALE';
  const other = userOf(before.body, seq, membership);
  return other !== undefined && !equalBytes(other, user) ? undefined : 'FREIGABE_SAME_USER';
}

/** Presenting and returning are about the newest version; a presentation may always be withdrawn. */
function openVersionFault(entry: CheckedEntry, context: CheckContext): ErrorCode | undefined {
  if (entry.fields === null) return undefined;
  if (entry.fields['state'] === 'withdrawn') return targetFault(entry.body, headNamed(entry.fields, context), context);
  return versionFault(entry, context);
}

/** FG2, FG3: the target is an Eintrag of this Akte that can be released, at the version named, and is not released yet. */
function versionFault({ body, fields, seq }: CheckedEntry, context: CheckContext): ErrorCode | undefined {
  const head = fields === null ? undefined : headNamed(fields, context);
  const fault = targetFault(body, head, context);
  if (fault !== undefined || head === undefined) return fault;
  const run = head.body.run === null ? undefined : context.membership.runAt(head.body.run, seq);
  // What nobody sees yet, or what was withdrawn, is not released.
  if (head.body.run !== null && (run?.state !== 'closed' || run.withdrawn)) return 'FREIGABE_NOT_POSSIBLE';
  if (context.view.isReleased(head.body.record)) return 'FREIGABE_DONE';
  return sameBytes(fields?.['entryHash'], head.entryHash) ? undefined : 'FREIGABE_STALE';
}

function targetFault(body: Body, head: HeadState | undefined, { policy }: CheckContext): ErrorCode | undefined {
  const isHere = head !== undefined && equalBytes(head.body.akte, body.akte) && policy.mayBeReleased(head.body.kind);
  return isHere ? undefined : 'FREIGABE_NOT_POSSIBLE';
}

/** FG9: only what is released is released to the person; a date belongs to "at a date" and to nothing else. */
function personFault(body: Body, fields: Fields, context: CheckContext): ErrorCode | undefined {
  const head = headNamed(fields, context);
  const fault = targetFault(body, head, context);
  if (fault !== undefined || head === undefined) return fault;
  if (!context.view.isReleased(head.body.record)) return 'FREIGABE_MISSING';
  return (fields['when'] === 'atDate') === (fields['at'] !== undefined) ? undefined : 'FREIGABE_RULE';
}

/** FG8: a Nachtrag stands under a released Eintrag of its Akte, never under another Nachtrag. */
function nachtragFault(body: Body, fields: Fields, context: CheckContext): ErrorCode | undefined {
  const head = headNamed(fields, context);
  const fault = targetFault(body, head, context);
  if (fault !== undefined || head === undefined || head.body.kind === body.kind) return 'NACHTRAG_TARGET_WRONG';
  return context.view.isReleased(head.body.record) ? undefined : 'NACHTRAG_TARGET_WRONG';
}

function headNamed(fields: Fields, { view }: CheckContext): HeadState | undefined {
  const target = fields['target'];
  return target instanceof Uint8Array ? view.headOf(target) : undefined;
}

/** A device keeps its user for ever, so that it answers for what it wrote before, too. */
function userOf(body: Body, seq: number, membership: Membership): Id | undefined {
  return membership.deviceAt(body.author, seq)?.user;
}

/** FG2: the part hashes are those of exactly this version, in its order. */
function isPartsOf(hashes: unknown, { parts }: Body): boolean {
  return (
    Array.isArray(hashes) &&
    hashes.length === parts.length &&
    parts.every((part, i) => sameBytes(hashes[i], part.envelopeHash))
  );
}

function sameBytes(a: unknown, b: unknown): boolean {
  return a instanceof Uint8Array && b instanceof Uint8Array && equalBytes(a, b);
}
