import type { Membership } from '@siegel/journal';
import type { SlotRow } from '@siegel/store';
import { bytesOfHex, equalBytes, hexOf, type Id } from '@siegel/wire';
import type { FastifyInstance } from 'fastify';
import { accountCaller, deviceCaller } from '../edge/caller.ts';
import { base64urlOf, bytesOfBase64url, readControl } from '../edge/control-message.ts';
import { sendFailure } from '../edge/failure.ts';
import { keepRecoveryProof } from '../factors/user-factors.ts';

const MOST_SLOTS = 64;
const SLOT_ID = /^[0-9a-f]{32}$/;

/** The own slots: sealed ways to the own user key. The server keeps bytes it cannot open. */
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
      const { tenant, user, device } = deviceCaller(request);
      const { kind, slot, proof } = message.value;
      const slotId = bytesOfHex(message.value.slotId) as Id;
      const kept = await tenant.core.store.write(async (tx) => {
        const own = await tx.slotsOfUser(user);
        const known = own.some((row) => equalBytes(row.slotId, slotId));
        if (!known && own.length >= MOST_SLOTS) {
          const oldest = oldestPasswordSlot(own, tenant.core.membership);
          if (oldest === undefined) return false;
          await tx.removeSlot(oldest.slotId);
        }
        const bytes = bytesOfBase64url(slot);
        await tx.putSlot({ slotId, user, device: kind === 'password' ? device : null, kind, bytes });
        const isOwn = (await tx.slotsOfUser(user)).some((row) => equalBytes(row.slotId, slotId));
        if (isOwn && kind === 'recovery')
          await keepRecoveryProof(tx, slotId, proof === undefined ? undefined : bytesOfBase64url(proof));
        // A slot id of somebody else stays theirs: device ids are known to every member.
        return isOwn;
      });
      return kept ? reply.code(204).send() : sendFailure(reply, { code: 'SLOT_UNKNOWN' });
    },
  );

  app.delete(
    '/slots/:slot',
    { config: { route: { id: 'slots-delete', who: 'device', takes: 'nothing', withoutFactor: true } } },
    async (request, reply) => {
      const { tenant, user } = deviceCaller(request);
      const { slot } = request.params as { readonly slot: string };
      const slotId = SLOT_ID.test(slot) ? bytesOfHex(slot) : undefined;
      const removed = await tenant.core.store.write(async (tx) => {
        const own = (await tx.slotsOfUser(user)).find((row) => slotId !== undefined && equalBytes(row.slotId, slotId));
        if (own === undefined) return false;
        await tx.removeSlot(own.slotId);
        await keepRecoveryProof(tx, own.slotId, undefined);
        return true;
      });
      return removed ? reply.code(204).send() : sendFailure(reply, { code: 'SLOT_UNKNOWN' });
    },
  );
}

/** Of the own password slots the one whose device was entered first: whoever still has that device enters it anew by a
 *  device-free slot. Those are never given up. */
function oldestPasswordSlot(own: readonly SlotRow[], membership: Membership): SlotRow | undefined {
  const age = new Map(membership.devicesAt(Number.MAX_SAFE_INTEGER).map(({ device }, i) => [hexOf(device), i]));
  const ageOf = ({ device }: SlotRow) => (device === null ? 0 : (age.get(hexOf(device)) ?? 0));
  return own.filter(({ kind }) => kind === 'password').toSorted((a, b) => ageOf(a) - ageOf(b))[0];
}
