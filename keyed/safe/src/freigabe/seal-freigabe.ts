import { isMovedAway, type PersonWhen } from '@siegel/akten';
import { buildEntry, compartmentKey, isUnreadable, platformRandom, userCoSigner } from '@siegel/seal';
import { type CborValue, type EntryPacket, fail, hexOf, type Id, ok, type Result, WIRE_KINDS } from '@siegel/wire';
import type { RecordVersion } from '../records/visible-records.ts';
import type { Safe } from '../safe/safe.ts';
import { actAt, freigabeMarkOf } from './freigabe-marks.ts';
import { releaseStep } from './release-steps.ts';

/** An Eintrag at the version somebody has seen. */
export interface SeenEintrag {
  readonly record: Id;
  /** Entry hash of the version shown, in hex. */
  readonly head: string;
}

/** What the person may see, in the same act. */
export interface ForPerson {
  readonly when: PersonWhen;
  /** Of `atDate`: ms since 1970. */
  readonly atMs?: number;
}

/** The newest version of an Eintrag, if it is the one that was shown and it opens here: nobody signs what nobody has seen. */
async function seenVersion(safe: Safe, { record, head }: SeenEintrag): Promise<Result<RecordVersion>> {
  const newest = safe.records.recordOf(record)?.newest;
  if (newest === undefined) return fail('AKTE_UNKNOWN');
  if (hexOf(safe.follower.columns.hashAt(newest.seq)) !== head) return fail('FREIGABE_STALE');
  const opened = await safe.open(newest);
  if (isUnreadable(opened)) return fail(opened.unreadable);
  return isMovedAway(opened.value) ? fail('FREIGABE_NOT_POSSIBLE') : ok(newest);
}

/** Signs the Freigabe of one version (FG2), with what the person may see where this Freigabe is the one that counts. */
export async function sealFreigabe(
  safe: Safe,
  seen: SeenEintrag,
  forPerson: ForPerson | undefined,
): Promise<Result<readonly EntryPacket[]>> {
  const version = await seenVersion(safe, seen);
  if (!version.ok) return version;
  const { body } = version.value;
  const step = releaseStep(safe, version.value, await freigabeMarkOf(safe, seen.record));
  if (typeof step === 'string') return fail(step);
  const partHashes = body.parts.map(({ envelopeHash }) => envelopeHash);
  const draft = {
    ...placeOf(version.value),
    open: { ...targetOf(safe, version.value), partHashes, ...(step.step === undefined ? {} : step) },
  };
  const freigabe = await buildEntry(
    { ...draft, kind: WIRE_KINDS.freigabe, coSigners: [userCoSigner(safe.author)] },
    safe.author,
  );
  if (forPerson === undefined || step.step === 'first') return ok([freigabe]);
  return ok([freigabe, await sealForPerson(safe, version.value, forPerson)]);
}

/** Says when the person may see a released Eintrag (FG9). */
export function sealForPerson(safe: Safe, version: RecordVersion, { when, atMs }: ForPerson): Promise<EntryPacket> {
  const at = when === 'atDate' && atMs !== undefined ? { at: atMs } : {};
  const open = { target: version.body.record, when, ...at };
  return buildEntry({ ...placeOf(version), kind: WIRE_KINDS.patientenFreigabe, open }, safe.author);
}

/** Presents or returns a version, with a comment only colleagues of the Akte can open (FG6). */
export async function sealWord(
  safe: Safe,
  seen: SeenEintrag,
  word: { readonly kind: 'freigabeVorgelegt' | 'freigabeZurueckgegeben'; readonly comment: string },
): Promise<Result<EntryPacket>> {
  const version = await seenVersion(safe, seen);
  if (!version.ok) return version;
  const key = safe.keys.caseKey(version.value.body.akte);
  if (key === undefined) return fail('KEY_UNKNOWN');
  const comment = word.comment.trim();
  const draft = {
    ...placeOf(version.value),
    kind: WIRE_KINDS[word.kind],
    open: targetOf(safe, version.value),
    ...(comment !== '' && { sealed: new Map([['clinical', { comment }] as const]) }),
    keyOf: (compartment: Parameters<typeof compartmentKey>[1]) => compartmentKey(key, compartment),
  };
  return ok(await buildEntry(draft, safe.author));
}

/** Takes a presentation back: its next version says so. */
export async function sealWithdrawal(safe: Safe, presentation: RecordVersion): Promise<EntryPacket> {
  const { body, seq } = presentation;
  return buildEntry(
    {
      kind: body.kind,
      schemaVersion: 1,
      record: body.record,
      akte: body.akte,
      site: body.site,
      parent: { entryHash: safe.follower.columns.hashAt(seq), body },
      open: { ...presentedFields(safe, seq), state: 'withdrawn' },
    },
    safe.author,
  );
}

function presentedFields(safe: Safe, seq: number): { readonly [name: string]: CborValue } {
  const { target, entryHash } = actAt(safe, seq)?.fields ?? {};
  return { target: target ?? null, entryHash: entryHash ?? null };
}

function placeOf({ body }: RecordVersion) {
  return { schemaVersion: 1, record: platformRandom(16) as Id, akte: body.akte, site: body.site };
}

function targetOf(safe: Safe, { body, seq }: RecordVersion) {
  return { target: body.record, entryHash: safe.follower.columns.hashAt(seq).slice() };
}
