import { mayLeaveHouse } from '@siegel/akten';
import { freigabeRulesOf } from '@siegel/journal';
import type { AkteContent, ReadView, WriteTx } from '@siegel/store';
import { bytesOfHex, CBOR_SEQUENCE_TYPE, encodeCbor, type ErrorCode, type Id, wrappedKeyToCbor } from '@siegel/wire';
import type { FastifyInstance } from 'fastify';
import { deviceCaller } from '../edge/caller.ts';
import { readControl } from '../edge/control-message.ts';
import { sendFailure } from '../edge/failure.ts';
import { type AkteAccess, type AkteScope, akteAccessOf } from './akte-access.ts';
import { deliver } from './deliver.ts';
import { rulesOf } from '../tenants/member-now.ts';
import { ITEM } from './journal-page.ts';
import { SequenceWriter } from './sequence-writer.ts';

/** `POST akten` (SY21): wraps and envelopes of the Akten named, with one delivery entry in the same transaction. One Akte that
 *  the user may not fetch refuses the request, and says no more than that it is unknown (SY27). */
export function aktenRoute(app: FastifyInstance): void {
  app.post('/akten', { config: { route: { id: 'akten', who: 'device', takes: 'json' } } }, async (request, reply) => {
    const message = readControl('fetchAkten', request.body);
    if (!message.ok) return sendFailure(reply, message.error);
    const caller = deviceCaller(request);
    const { purpose, history = false } = message.value;
    const akten = [...new Set(message.value.akten)].map((hex) => bytesOfHex(hex) as Id);
    const delivered = await deliver(caller, request.ip, {
      purpose,
      names: () => ({ akten }),
      refusal: (_, reads) => aktenRefusal(reads, akteAccessOf(caller.tenant.core, caller.user), { akten, purpose }),
      read: (tx) => {
        const { core } = caller.tenant;
        const isForced = purpose === 'export' && freigabeRulesOf(rulesOf(core.membership)).isForced;
        return readAkten(tx, akten, { history, isForced, access: akteAccessOf(core, caller.user) });
      },
    });
    if (!delivered.ok) return sendFailure(reply, delivered.error);
    return reply.type(CBOR_SEQUENCE_TYPE).send(Buffer.concat(delivered.value));
  });
}

async function aktenRefusal(
  reads: ReadView,
  access: AkteAccess,
  { akten, purpose }: { readonly akten: readonly Id[]; readonly purpose: string },
): Promise<ErrorCode | undefined> {
  if (purpose === 'export' && !access.reader.rights.has('export')) return 'RIGHT_MISSING';
  for (const akte of akten) if ((await access.scopeOf(reads, akte)) === 'nothing') return 'AKTE_UNKNOWN';
  return undefined;
}

async function readAkten(
  tx: WriteTx,
  akten: readonly Id[],
  { history, isForced, access }: { readonly history: boolean; readonly isForced: boolean; readonly access: AkteAccess },
): Promise<readonly Buffer[]> {
  const writer = new SequenceWriter();
  for (const akte of akten) {
    const content = await tx.contentOfAkte(akte, { history });
    if (content === undefined) continue;
    const leaving = isForced ? await onlyReleased(tx, content) : content;
    writeAkte(writer, within(leaving, await access.scopeOf(tx, akte)), access);
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
