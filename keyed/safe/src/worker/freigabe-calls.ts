import { freigabeRulesOf } from '@siegel/journal';
import { decodeBody, type EntryPacket, fail, hexOf, ok, type Result } from '@siegel/wire';
import type { WriteOutcome } from '../channel/akte-api.ts';
import type { FreigabeApi, FreigabeRulesView, NachtragDraft, SeenVersion } from '../channel/freigabe-api.ts';
import type { ForPersonWish } from '../channel/freigabe-view.ts';
import { freigabeMarkOf } from '../freigabe/freigabe-marks.ts';
import { sealForPerson, sealFreigabe, type SeenEintrag, sealWithdrawal, sealWord } from '../freigabe/seal-freigabe.ts';
import { sealNachtrag } from '../freigabe/seal-nachtrag.ts';
import { changeRules, rulesNow } from '../safe/house-rules.ts';
import { Safe } from '../safe/safe.ts';
import { freigabeListOf } from './freigabe-list.ts';
import type { SafeSession } from './safe-session.ts';
import { writeAndTell } from './write-and-tell.ts';

/** Presenting, releasing, returning, and the list of work. */
export function freigabeCalls(session: SafeSession): FreigabeApi {
  const withSafe = async <T>(use: (safe: Safe) => Promise<Result<T>>): Promise<Result<T>> => {
    const safe = session.unlocked?.safe;
    return safe === undefined ? fail('SESSION_MISSING') : use(safe);
  };
  return {
    presentEintraege: (seen, comment) =>
      withSafe((safe) =>
        act(session, seen, (eintrag) => listOf(sealWord(safe, eintrag, { kind: 'freigabeVorgelegt', comment }))),
      ),
    returnEintrag: (seen, comment) =>
      withSafe((safe) =>
        act(session, [seen], (eintrag) => listOf(sealWord(safe, eintrag, { kind: 'freigabeZurueckgegeben', comment }))),
      ),
    releaseEintraege: (seen, forPerson) =>
      withSafe((safe) => act(session, seen, (eintrag) => sealFreigabe(safe, eintrag, forPerson))),
    withdrawPresentation: (recordId) => withSafe((safe) => withdraw(session, safe, recordId)),
    releaseToPerson: (recordIds, forPerson) => withSafe((safe) => toPerson(session, safe, { recordIds, forPerson })),
    writeNachtrag: (draft) => withSafe((safe) => writeNachtrag(session, safe, draft)),
    freigabeList: async () =>
      session.unlocked === undefined ? fail('SESSION_MISSING') : ok(await freigabeListOf(session.unlocked)),
    freigabeRules: () => withSafe(async (safe) => ok(freigabeRulesOf(rulesNow(safe)))),
    changeFreigabeRules: (changes) =>
      withSafe(async (safe) => {
        const changed = await changeRules(safe, fieldsOf(changes));
        await session.catchUp();
        return changed;
      }),
  };
}

function fieldsOf({ responsible, isOwnAllowed, isForced }: Partial<FreigabeRulesView>) {
  return {
    ...(responsible !== undefined && { freigabeResponsible: responsible }),
    ...(isOwnAllowed !== undefined && { freigabeOwn: isOwnAllowed ? 'allowed' : 'forbidden' }),
    ...(isForced !== undefined && { freigabeForced: isForced ? 'on' : 'off' }),
  };
}

async function listOf(sealed: Promise<Result<EntryPacket>>): Promise<Result<readonly EntryPacket[]>> {
  const packet = await sealed;
  return packet.ok ? ok([packet.value]) : packet;
}

/** Everything in one batch, or nothing (FG14). */
async function act(
  session: SafeSession,
  seen: readonly SeenVersion[],
  seal: (eintrag: SeenEintrag) => Promise<Result<readonly EntryPacket[]>>,
): Promise<Result<true>> {
  if (!session.board.status.online) return fail('OFFLINE');
  const packets: EntryPacket[] = [];
  for (const { recordId, head } of seen) {
    const sealed = await seal({ record: Safe.idOf(recordId), head });
    if (!sealed.ok) return sealed;
    packets.push(...sealed.value);
  }
  return packets.length === 0 ? ok(true) : send(session, packets);
}

/** Sends acts that must not wait: what nobody could take is taken back (FG15). */
async function send(session: SafeSession, packets: readonly EntryPacket[]): Promise<Result<true>> {
  const safe = session.unlocked?.safe;
  if (safe === undefined) return fail('SESSION_MISSING');
  const bodies = packets.map(({ body }) => decodeBody(body));
  const persons = bodies.flatMap(({ akte }) => safe.merged.personOfAkte(akte) ?? []);
  const written = await writeAndTell(session, persons, { packets });
  if (!written.ok) {
    // Somebody was faster: what they did is shown behind the refusal.
    await session.catchUp();
    return written;
  }
  if (written.value.saved) return ok(true);
  for (const { record } of bodies) await safe.outbox.drop(record);
  return fail('OFFLINE');
}

async function withdraw(session: SafeSession, safe: Safe, recordId: string): Promise<Result<true>> {
  if (!session.board.status.online) return fail('OFFLINE');
  const mark = await freigabeMarkOf(safe, Safe.idOf(recordId));
  const place = mark.state === 'Vorgelegt' ? safe.follower.columns.placeAt(mark.presented.seq) : undefined;
  const presentation = place === undefined ? undefined : safe.records.recordOf(place.record);
  if (presentation === undefined) return fail('FREIGABE_STALE');
  return send(session, [await sealWithdrawal(safe, presentation.newest)]);
}

/** One batch, or nothing (FG35). The same is asked by the server and by every client (FG9). */
async function toPerson(
  session: SafeSession,
  safe: Safe,
  { recordIds, forPerson }: { readonly recordIds: readonly string[]; readonly forPerson: ForPersonWish },
): Promise<Result<true>> {
  if (!session.board.status.online) return fail('OFFLINE');
  if (!safe.follower.membership.rightsAt(safe.given.user, safe.follower.head.size).has('freigeben'))
    return fail('RIGHT_MISSING');
  if ((forPerson.when === 'atDate') !== (forPerson.atMs !== undefined)) return fail('FREIGABE_RULE');
  const packets: EntryPacket[] = [];
  for (const recordId of recordIds) {
    const record = Safe.idOf(recordId);
    const newest = safe.records.recordOf(record)?.newest;
    if (newest === undefined) return fail('AKTE_UNKNOWN');
    if ((await freigabeMarkOf(safe, record)).state !== 'Freigegeben') return fail('FREIGABE_MISSING');
    packets.push(await sealForPerson(safe, newest, forPerson));
  }
  return packets.length === 0 ? ok(true) : send(session, packets);
}

async function writeNachtrag(session: SafeSession, safe: Safe, draft: NachtragDraft): Promise<Result<WriteOutcome>> {
  const target = Safe.idOf(draft.targetId);
  const mark = await freigabeMarkOf(safe, target);
  if (mark.state !== 'Freigegeben') return fail('NACHTRAG_TARGET_WRONG');
  const sealed = await sealNachtrag(safe, { target, day: draft.day, text: draft.text });
  if (!sealed.ok) return sealed;
  const akte = safe.records.recordOf(target)?.newest.body.akte;
  const person = akte === undefined ? undefined : safe.merged.personOfAkte(akte);
  const packets = [sealed.value.packet];
  const written = await writeAndTell(session, person === undefined ? [] : [person], { packets });
  return written.ok ? ok({ recordId: hexOf(sealed.value.record), saved: written.value.saved }) : written;
}
