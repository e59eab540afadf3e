import { mayLeaveHouse } from '@siegel/akten';
import { freigabeRulesOf } from '@siegel/journal';
import type { AkteContent, WriteTx } from '@siegel/store';
import { assert, bytesOfHex, CBOR_SEQUENCE_TYPE, encodeCbor, type Id, ID_BYTES, wrappedKeyToCbor } from '@siegel/wire';
import type { FastifyInstance } from 'fastify';
import { type DeviceCaller, deviceCaller } from '../edge/caller.ts';
import { readControl } from '../edge/control-message.ts';
import { sendFailure } from '../edge/failure.ts';
import { type AkteAccess, type AkteScope, akteAccessOf } from './akte-access.ts';
import { deliver, type DeliveryWish } from './deliver.ts';
import { type NamedRecords, namedRecords, readNamed, scopeFor } from './desk-content.ts';
import { rulesOf } from '../tenants/member-now.ts';
import { ITEM } from './journal-page.ts';
import { SequenceWriter } from './sequence-writer.ts';

/** Heads of one item, and the names within a wrap. */
const LONGEST_HEADS = 128;

/** `POST akten` (SY21): wraps and envelopes of the Akten named, with one delivery entry in the same transaction. One Akte that
 *  the user may not fetch refuses the request, and says no more than that it is unknown (SY27). */
export function aktenRoute(app: FastifyInstance): void {
  app.post('/akten', { config: { route: { id: 'akten', who: 'device', takes: 'json' } } }, async (request, reply) => {
    const message = readControl('fetchAkten', request.body);
    if (!message.ok) return sendFailure(reply, message.error);
    const caller = deviceCaller(request);
    const { purpose, history = false } = message.value;
    const { appointments, records } = message.value;
    const named = namedRecords(purpose, { appointments: appointments?.map(idOf), records: records?.map(idOf) });
    if (named === 'malformed') return sendFailure(reply, { code: 'MESSAGE_MALFORMED' });
    const akten = [...new Set(message.value.akten)].map(idOf);
    const wish = aktenWish(caller, { akten, purpose, history, named });
    const delivered = await deliver(caller, request.ip, wish);
    if (!delivered.ok) return sendFailure(reply, delivered.error);
    const [first = Buffer.alloc(0), ...more] = delivered.value;
    return reply.type(CBOR_SEQUENCE_TYPE).send(more.length === 0 ? first : Buffer.concat(delivered.value));
  });
}

const idOf = (hex: string) => bytesOfHex(hex) as Id;

interface AktenAsked {
  readonly akten: readonly Id[];
  readonly purpose: 'open' | 'preload' | 'export' | 'verify' | 'move' | 'day' | 'desk';
  readonly history: boolean;
  /** With the purposes `day` and `desk`: of nothing else a part leaves then (SY28, AU11). */
  readonly named: NamedRecords | undefined;
}

/** What of the Akten may leave, each in the order asked. */
interface AktenAllowed {
  readonly access: AkteAccess;
  readonly scopes: readonly AkteScope[];
}

/** Decides once, when it is the request's turn, what may leave, and reads just that in the same transaction. */
function aktenWish({ tenant: { core }, user }: DeviceCaller, asked: AktenAsked): DeliveryWish<readonly Buffer[]> {
  let allowed: AktenAllowed | undefined;
  return {
    purpose: asked.purpose,
    names: () => ({ akten: asked.akten }),
    async refusal(_, reads) {
      const access = akteAccessOf(core, user);
      if (asked.purpose === 'export' && !access.reader.rights.has('export')) return 'RIGHT_MISSING';
      const scopes: AkteScope[] = [];
      for (const akte of asked.akten)
        scopes.push(await (asked.purpose === 'desk' ? scopeFor(access, reads, akte) : access.scopeOf(reads, akte)));
      if (scopes.includes('nothing')) return 'AKTE_UNKNOWN';
      allowed = { access, scopes };
      return undefined;
    },
    async read(tx) {
      assert(allowed !== undefined, 'SY27: only what was not refused is read');
      const isForced = asked.purpose === 'export' && freigabeRulesOf(rulesOf(core.membership)).isForced;
      return await readAkten(tx, { ...asked, ...allowed, isForced });
    },
  };
}

async function readAkten(
  tx: WriteTx,
  { akten, history, named, isForced, access, scopes }: AktenAsked & AktenAllowed & { readonly isForced: boolean },
): Promise<readonly Buffer[]> {
  const writer = new SequenceWriter();
  const ofNamed = named === undefined ? undefined : await readNamed(tx, named);
  for (const [i, akte] of akten.entries()) {
    const content = ofNamed === undefined ? await tx.contentOfAkte(akte, { history }) : await ofNamed(akte);
    if (content === undefined) continue;
    const leaving = isForced ? await onlyReleased(tx, content) : content;
    const allowed = within(leaving, scopes[i] ?? 'nothing');
    writer.reserve(bytesOf(allowed));
    writeAkte(writer, allowed, access);
  }
  return writer.takeAll();
}

/** Forced mode (FG31): of what is released, and of what nobody releases, the newest version; nothing else leaves for an export. */
async function onlyReleased(tx: WriteTx, content: AkteContent): Promise<AkteContent> {
  const heads = await tx.recordsOfAkte(content.akte);
  const leaving = heads.filter(({ body: { kind }, released }) =>
    mayLeaveHouse({ kind, isReleased: released }, { isForced: true }),
  );
  const parts = new Set(
    leaving.flatMap(({ body, partSeqs }) => body.parts.map(({ compartment }, i) => `${partSeqs[i]}:${compartment}`)),
  );
  return {
    ...content,
    envelopes: content.envelopes.filter(({ seq, compartment }) => parts.has(`${seq}:${compartment}`)),
  };
}

/** What of the content lies within the scope. */
function within(content: AkteContent, scope: AkteScope): AkteContent {
  if (scope === 'all') return content;
  const isIn = (compartment: number) => scope !== 'nothing' && scope.has(compartment);
  return { ...content, envelopes: content.envelopes.filter(({ compartment }) => isIn(compartment)) };
}

/** About what an Akte takes in the answer: answers wait for their commit together, and room that is not needed costs all of them. */
function bytesOf({ wraps, envelopes }: AkteContent): number {
  const item = ID_BYTES + LONGEST_HEADS;
  return [...wraps, ...envelopes].reduce((sum, { bytes }) => sum + bytes.length + item, item);
}

/** [4, akte, wraps] and per envelope [5, akte, bytes] (SY21, SY22). */
export function writeAkte(writer: SequenceWriter, { akte, wraps, envelopes }: AkteContent, access: AkteAccess): void {
  writer.raw(encodeCbor([ITEM.wraps, akte, access.ownWraps(wraps).map(wrappedKeyToCbor)]));
  for (const { bytes } of envelopes) {
    writer.array(3);
    writer.uint(ITEM.envelope);
    writer.bytes(akte);
    writer.bytes(bytes);
  }
}
