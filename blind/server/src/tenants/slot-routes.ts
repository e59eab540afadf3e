import type { Membership } from '@siegel/journal';
import type { ReadView, SlotRow, WriteTx } from '@siegel/store';
import {
  bytesOfHex,
  type ControlMessage,
  equalBytes,
  type ErrorCode,
  fail,
  type Failure,
  hexOf,
  type Id,
  ok,
  type Result,
} from '@siegel/wire';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { accountCaller, type DeviceCaller, deviceCaller } from '../edge/caller.ts';
import { base64urlOf, bytesOfBase64url, readControl } from '../edge/control-message.ts';
import { sendFailure } from '../edge/failure.ts';
import { keepRecoveryProof } from '../factors/user-factors.ts';
import { freshnessFault } from './freshness.ts';
import { isWay, MOST_WAYS, noteNewest } from './ways.ts';

const MOST_SLOTS = 64;
const SLOT_ID = /^[0-9a-f]{32}$/;

/** The own slots: sealed ways to the own user key. The server keeps bytes it cannot open. What needs no device is added and removed only
 *  behind the password (SV17), and said in the log (LG22). */
export function slotRoutes(app: FastifyInstance): void {
  app.get(
    '/slots',
    { config: { route: { id: 'slots-list', who: 'account', takes: 'nothing', whenExpired: true } } },
    async (request, reply) => {
      const { tenant, user } = accountCaller(request);
      const rows = await tenant.core.store.slotsOfUser(user);
      const slots = rows.map(({ slotId, kind, bytes }) => ({ slotId: hexOf(slotId), kind, slot: base64urlOf(bytes) }));
      return reply.send({ slots });
    },
  );

  app.put(
    '/slots',
    {
      config: {
        route: { id: 'slots-put', who: 'device', takes: 'json', whenExpired: true, withoutFactor: true, support: true },
      },
    },
    async (request, reply) => {
      const message = readControl('slot', request.body);
      if (!message.ok) return sendFailure(reply, message.error);
      const put = await putSlot(request, message.value);
      return put.ok ? reply.code(204).send() : sendFailure(reply, put.error);
    },
  );

  app.delete(
    '/slots/:slot',
    { config: { route: { id: 'slots-delete', who: 'device', takes: 'nothing', withoutFactor: true } } },
    async (request, reply) => {
      const removed = await removeSlot(request);
      return removed.ok ? reply.code(204).send() : sendFailure(reply, removed.error);
    },
  );
}

type Slot = ControlMessage<'slot'>;

async function putSlot(request: FastifyRequest, slot: Slot): Promise<Result<unknown, Failure>> {
  const kept = await makePut(request, slot);
  // A slot id of somebody else stays theirs: device ids are known to every member.
  return kept.ok && !kept.value ? fail('SLOT_UNKNOWN') : kept;
}

async function makePut(request: FastifyRequest, slot: Slot): Promise<Result<boolean, Failure>> {
  const caller = deviceCaller(request);
  const { tenant, user, device } = caller;
  const { kind } = slot;
  const slotId = bytesOfHex(slot.slotId) as Id;
  const refusal = (reads: ReadView) => putFault(reads, caller, { slotId, kind });
  const run = (tx: WriteTx) => keepSlot(tx, caller, slot);
  if (isWay(kind)) {
    const code = freshnessFault(request);
    if (code !== undefined) return fail(code);
    const change = { user, device, address: request.ip, change: 'way-added', means: kind } as const;
    return tenant.access.make(change, { refusal, run });
  }
  return tenant.core.store.write(async (tx) => {
    const code = await refusal(tx);
    return code === undefined ? ok(await run(tx)) : fail(code);
  });
}

async function putFault(
  reads: ReadView,
  { tenant, user }: DeviceCaller,
  { slotId, kind }: { readonly slotId: Id; readonly kind: Slot['kind'] },
): Promise<ErrorCode | undefined> {
  const own = await reads.slotsOfUser(user);
  if (own.some((row) => equalBytes(row.slotId, slotId))) return undefined;
  if (isWay(kind) && own.filter((row) => row.kind === kind).length >= MOST_WAYS) return 'WAYS_FULL';
  const isRoom = own.length < MOST_SLOTS || oldestPasswordSlot(own, tenant.core.membership) !== undefined;
  return isRoom ? undefined : 'SLOT_UNKNOWN';
}

/** @returns false when the id is that of somebody else's slot; nothing has changed then. */
async function keepSlot(
  tx: WriteTx,
  { tenant, user, device }: DeviceCaller,
  { kind, slot, proof, ...named }: Slot,
): Promise<boolean> {
  const slotId = bytesOfHex(named.slotId) as Id;
  const own = await tx.slotsOfUser(user);
  const isKnown = own.some((row) => equalBytes(row.slotId, slotId));
  const oldest = oldestPasswordSlot(own, tenant.core.membership);
  if (!isKnown && own.length >= MOST_SLOTS && oldest !== undefined) await tx.removeSlot(oldest.slotId);
  const bytes = bytesOfBase64url(slot);
  await tx.putSlot({ slotId, user, device: kind === 'password' ? device : null, kind, bytes });
  if (!(await tx.slotsOfUser(user)).some((row) => equalBytes(row.slotId, slotId))) return false;
  if (isWay(kind)) await noteNewest(tx, user, slotId);
  if (kind === 'recovery')
    await keepRecoveryProof(tx, slotId, proof === undefined ? undefined : bytesOfBase64url(proof));
  return true;
}

async function removeSlot(request: FastifyRequest): Promise<Result<unknown, Failure>> {
  const { tenant, user, device } = deviceCaller(request);
  const { slot } = request.params as { readonly slot: string };
  const slotId = SLOT_ID.test(slot) ? (bytesOfHex(slot) as Id) : undefined;
  const ownIn = async (reads: Pick<ReadView, 'slotsOfUser'>) =>
    (await reads.slotsOfUser(user)).find((row) => slotId !== undefined && equalBytes(row.slotId, slotId));
  const leaving = await ownIn(tenant.core.store);
  if (leaving === undefined) return fail('SLOT_UNKNOWN');
  const run = async (tx: WriteTx) => {
    await tx.removeSlot(leaving.slotId);
    await keepRecoveryProof(tx, leaving.slotId, undefined);
  };
  // A password slot goes with its device, which the journal says.
  if (!isWay(leaving.kind)) return ok(await tenant.core.store.write(run));
  const code = freshnessFault(request);
  if (code !== undefined) return fail(code);
  const change = { user, device, address: request.ip, change: 'way-removed', means: leaving.kind } as const;
  const refusal = async (reads: ReadView) => ((await ownIn(reads)) === undefined ? 'SLOT_UNKNOWN' : undefined);
  return tenant.access.make(change, { refusal, run });
}

/** Of the own password slots the one whose device was entered first: whoever still has that device enters it anew by a
 *  device-free slot. Those are never given up. */
function oldestPasswordSlot(own: readonly SlotRow[], membership: Membership): SlotRow | undefined {
  const age = new Map(membership.devicesAt(Number.MAX_SAFE_INTEGER).map(({ device }, i) => [hexOf(device), i]));
  const ageOf = ({ device }: SlotRow) => (device === null ? 0 : (age.get(hexOf(device)) ?? 0));
  return own.filter(({ kind }) => kind === 'password').toSorted((a, b) => ageOf(a) - ageOf(b))[0];
}
