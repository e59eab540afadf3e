import {
  type Body,
  bytesOfHex,
  equalBytes,
  type ErrorCode,
  type Hash,
  hexOf,
  type Id,
  isKnownKind,
  SERVER_AUTHORED_KINDS,
  WIRE_KINDS,
  ZERO_ID,
} from '@siegel/wire';
import { archiveBy, archiveFault } from './archive-rules.ts';
import { caseKeyFault, closedSiteFault } from './case-key-rules.ts';
import { caseKeyStateOf } from './case-key-state.ts';
import { movedAkteFault } from './moved-akte-rules.ts';
import { freigabeFault, frozenFault, releasedBy } from './freigabe-rules.ts';
import type {
  AkteState,
  CaseKeyState,
  CheckContext,
  CheckedEntry,
  FreigabeState,
  HeadState,
  JournalView,
  PersonArchive,
  PersonPointer,
} from './journal-view.ts';
import type { Fields } from './member-states.ts';
import type { Membership } from './membership.ts';
import { memberRuleFault } from './member-rules.ts';
import { mergeFault, pointerBy } from './merge-rules.ts';
import { partsFollow } from './part-rules.ts';
import { SUPPORT_KIND, supportAuthorFault } from './support-rules.ts';

const DAY_MS = 86_400_000;

/** The first rule an entry breaks, or undefined. Co-signatures come on top (`coSignatureChecks`). JN3, JN4, JN6..JN12. */
export function entryFault(entry: CheckedEntry, context: CheckContext): ErrorCode | undefined {
  const { body } = entry;
  if (!isKnownKind(body.kind)) return 'KIND_UNKNOWN';
  if (equalBytes(body.author, context.logAuthor)) return serverAuthoredFault(entry, context);
  if (SERVER_AUTHORED_KINDS.has(body.kind)) return 'KIND_NOT_ALLOWED';
  return (
    homeFault(body, context) ??
    frozenFault(body, context) ??
    successionFault(body, context.view.headOf(body.record)) ??
    context.policy.openFieldsFault(body.kind, entry.fields) ??
    authorFault(entry, context) ??
    closedSiteFault(entry, context.membership) ??
    caseKeyFault(entry, context) ??
    runFault(entry, context) ??
    recordRuleFault(entry, context)
  );
}

/** Rules of single kinds of records. */
function recordRuleFault(entry: CheckedEntry, context: CheckContext): ErrorCode | undefined {
  return archiveFault(entry, context) ?? freigabeFault(entry, context) ?? mergeFault(entry, context);
}

/** JN9: the log key writes its few kinds, in the house or beside an Akte, without parts and parents. */
function serverAuthoredFault(entry: CheckedEntry, context: CheckContext): ErrorCode | undefined {
  const { body } = entry;
  const plain = body.parts.length === 0 && body.parent === null && body.coSignatures.length === 0 && body.run === null;
  if (!SERVER_AUTHORED_KINDS.has(body.kind) || !plain) return 'KIND_NOT_ALLOWED';
  return context.policy.openFieldsFault(body.kind, entry.fields);
}

/** Akte and site fit the kind; an Akte begins with its case key; its records stand at its site, as long as it was not moved (JN6, JN12,
 *  BS8). */
function homeFault(body: Body, context: CheckContext): ErrorCode | undefined {
  const inHouse = equalBytes(body.akte, ZERO_ID);
  const home = context.policy.homeOf(body.kind);
  if ((home === 'house' && !inHouse) || (home === 'akte' && inHouse)) return 'LAYOUT_MALFORMED';
  if (inHouse) return equalBytes(body.site, ZERO_ID) ? undefined : 'LAYOUT_MALFORMED';
  const akte = context.view.akteOf(body.akte);
  if (akte === undefined) return body.kind === WIRE_KINDS.caseKey ? undefined : 'CASE_KEY_MISSING';
  return equalBytes(akte.site, body.site) ? movedAkteFault(body, context) : 'AKTE_UNKNOWN';
}

/** Parent, kind, Akte, site and parts follow from the newest version (JN4, JN6). */
function successionFault(body: Body, head: HeadState | undefined): ErrorCode | undefined {
  if (isStale(body, head)) return 'ENTRY_STALE';
  if (head !== undefined) {
    const same =
      head.body.kind === body.kind && equalBytes(head.body.akte, body.akte) && equalBytes(head.body.site, body.site);
    if (!same) return 'PART_RULE_BROKEN';
  }
  return partsFollow(body, head?.body) ? undefined : 'PART_RULE_BROKEN';
}

/** True when the body's parent is not the record's newest version (JN4). */
export function isStale(body: Body, head: HeadState | undefined): boolean {
  if (body.parent === null || head === undefined) return body.parent !== null || head !== undefined;
  return !equalBytes(body.parent, head.entryHash);
}

/** The author device and its user exist, are active, belong to the site and have the right, all before this seq (JN11). */
function authorFault(entry: CheckedEntry, context: CheckContext): ErrorCode | undefined {
  const { body, seq, fields, receivedAt } = entry;
  const { membership, policy } = context;
  const author = authorUser(entry, membership);
  if (author === undefined) return 'DEVICE_NOT_APPROVED';
  const user = membership.userAt(author, seq);
  if (user === undefined || !user.active) return 'RIGHT_MISSING';
  if (user.userKind === SUPPORT_KIND)
    return supportAuthorFault(user, { receivedAt, isOwnDevice: selfEntered(body, fields) !== undefined });
  const siteAllowed = equalBytes(body.site, ZERO_ID) || user.sites.some((site) => equalBytes(site, body.site));
  if (!siteAllowed) return 'RIGHT_MISSING';
  const rights = membership.rightsAt(author, seq);
  if (!policy.mayAppend(body.kind, { rights, ownAffair: isOwnAffair(body, fields, author) })) return 'RIGHT_MISSING';
  return fields === null ? undefined : memberRuleFault({ body, fields, seq, author, rights, receivedAt }, membership);
}

/** Who answers for an entry: the user of its active author device; for a device that enters itself, its owner (JN16). */
export function authorUser(
  { body, seq, fields }: Omit<CheckedEntry, 'receivedAt'>,
  membership: Membership,
): Id | undefined {
  const device = membership.deviceAt(body.author, seq);
  if (device !== undefined) return device.active ? device.user : undefined;
  return selfEntered(body, fields)?.user;
}

/** A device entry written by the very device it enters: the way of a device-free slot, where no approved device is at hand.
 *  It counts only with its user's co-signature, which needs the opened user key (JN8, JN16). */
export function selfEntered(
  body: Body,
  fields: Fields | null,
): { readonly user: Id; readonly ed25519Public: Uint8Array } | undefined {
  if (body.kind !== WIRE_KINDS.device || !equalBytes(body.record, body.author)) return undefined;
  const user = fields?.['user'];
  const ed25519Public = fields?.['ed25519Public'];
  const isWhole = user instanceof Uint8Array && ed25519Public instanceof Uint8Array && body.parent === null;
  return isWhole ? { user, ed25519Public } : undefined;
}

function isOwnAffair(body: Body, fields: Fields | null, author: Id): boolean {
  if (body.kind === WIRE_KINDS.user) return equalBytes(body.record, author);
  const owner = fields?.['user'];
  return body.kind === WIRE_KINDS.device && owner instanceof Uint8Array && equalBytes(owner, author);
}

/** An entry of a run stands between the run's opening and its end (JN41). */
function runFault(entry: CheckedEntry, context: CheckContext): ErrorCode | undefined {
  if (entry.body.run === null) return undefined;
  return context.membership.runAt(entry.body.run, entry.seq)?.state === 'open' ? undefined : 'KIND_NOT_ALLOWED';
}

/** JN13: a clock more than a day ahead of the server's is refused. */
export function clockFault(authoredAt: number, receivedAt: number): ErrorCode | undefined {
  return authoredAt > receivedAt + DAY_MS ? 'CLOCK_SKEW' : undefined;
}

/** Heads and Akten of a view with later entries laid over it: what a batch sees of itself (JN4). */
export class OverlaidView implements JournalView {
  readonly #below: JournalView;
  readonly #heads = new Map<string, HeadState>();
  readonly #akten = new Map<string, AkteState>();
  readonly #caseKeys = new Map<string, CaseKeyState>();
  readonly #entryCounts = new Map<string, number>();
  readonly #freigaben = new Map<string, FreigabeState>();
  readonly #pointers = new Map<string, PersonPointer>();
  readonly #archives = new Map<string, PersonArchive>();
  /** Versions that a Freigabe laid over releases. */
  readonly #released = new Set<string>();

  constructor(below: JournalView) {
    this.#below = below;
  }

  headOf(record: Id): HeadState | undefined {
    return this.#heads.get(hexOf(record)) ?? this.#below.headOf(record);
  }

  akteOf(akte: Id): AkteState | undefined {
    return this.#akten.get(hexOf(akte)) ?? this.#below.akteOf(akte);
  }

  get holdsAllSites(): boolean {
    return this.#below.holdsAllSites;
  }

  entriesOf(akte: Id): number {
    return this.#below.entriesOf(akte) + (this.#entryCounts.get(hexOf(akte)) ?? 0);
  }

  caseKeyOf(akte: Id): CaseKeyState | undefined {
    return this.#caseKeys.get(hexOf(akte)) ?? this.#below.caseKeyOf(akte);
  }

  sitesOfPerson(person: Id): readonly Id[] | undefined {
    const below = this.#below.sitesOfPerson(person);
    if (below === undefined) return undefined;
    const over = [...this.#akten.values()].filter((akte) => !akte.stammakte && equalBytes(akte.person, person));
    const sites = [...below, ...over.map(({ site }) => site)];
    // What a batch moves away is not there any more for what comes behind it.
    for (const [akte, { movedTo }] of this.#caseKeys) {
      const left = movedTo === undefined ? undefined : this.akteOf(bytesOfHex(akte) as Id);
      const isOfPerson = left !== undefined && equalBytes(left.person, person);
      const at = isOfPerson ? sites.findIndex((site) => equalBytes(site, left.site)) : -1;
      if (at !== -1) sites.splice(at, 1);
    }
    return sites;
  }

  isReleased(record: Id): boolean {
    const over = this.#heads.get(hexOf(record));
    if (over === undefined && this.#below.isReleased(record)) return true;
    const head = over ?? this.#below.headOf(record);
    return head !== undefined && this.#released.has(hexOf(head.entryHash));
  }

  pointerOf(stammakte: Id): PersonPointer | undefined {
    return this.#pointers.get(hexOf(stammakte)) ?? this.#below.pointerOf(stammakte);
  }

  archiveOf(stammakte: Id): PersonArchive | undefined {
    return this.#archives.get(hexOf(stammakte)) ?? this.#below.archiveOf(stammakte);
  }

  freigabeOf(akte: Id, entryHash: Hash): FreigabeState | undefined {
    return this.#freigaben.get(hexOf(entryHash)) ?? this.#below.freigabeOf(akte, entryHash);
  }

  /** Lays an accepted entry over the view. */
  put(head: HeadState, fields: Fields | null): void {
    const released = releasedBy(head.body.kind, fields);
    if (released !== undefined) this.#released.add(hexOf(released));
    if (head.body.kind === WIRE_KINDS.freigabe && fields !== null)
      this.#freigaben.set(hexOf(head.entryHash), { body: head.body, fields });
    this.#heads.set(hexOf(head.body.record), head);
    const akte = hexOf(head.body.akte);
    const pointer = pointerBy(head.body, fields);
    if (pointer !== undefined) this.#pointers.set(akte, pointer);
    const archive = archiveBy(head.body, fields);
    if (archive !== undefined) this.#archives.set(akte, archive);
    this.#entryCounts.set(akte, (this.#entryCounts.get(akte) ?? 0) + 1);
    if (head.body.kind !== WIRE_KINDS.caseKey || fields === null) return;
    this.#caseKeys.set(hexOf(head.body.akte), caseKeyStateOf(fields));
    if (this.akteOf(head.body.akte) === undefined)
      this.#akten.set(hexOf(head.body.akte), akteOfCaseKey(head.body, fields));
  }
}

/** The Akte a first case-key entry founds. */
export function akteOfCaseKey(body: Body, fields: Fields): AkteState {
  return { site: body.site, person: fields['person'] as Id, stammakte: fields['stammakte'] === true };
}
