import { selfEntered } from '@siegel/journal';
import type { WriteTx } from '@siegel/store';
import {
  CBOR_SEQUENCE_TYPE,
  type CborValue,
  decodeBody,
  encodeSequence,
  equalBytes,
  hexOf,
  SIGNER,
  unpackOpenFields,
  WIRE_KINDS,
  wrappedKeyToCbor,
  WRAPPER,
} from '@siegel/wire';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { readAppend } from '../append/read-append.ts';
import { deviceCaller, tenantOf } from '../edge/caller.ts';
import { base64urlOf, bytesOfBase64url, readShape } from '../edge/control-message.ts';
import { sendFailure } from '../edge/failure.ts';
import { limited } from '../edge/limit.ts';
import { UserFactors } from '../factors/user-factors.ts';
import { deliver } from '../fetch/deliver.ts';
import { ITEM } from '../fetch/journal-page.ts';
import type { ServerContext } from '../life/server-context.ts';
import { verifySignature } from '../platform/verify.ts';
import { accountOf } from './accounts.ts';
import { invite } from './invitations.ts';
import { rightsOf } from './member-now.ts';
import type { Tenant } from './tenant.ts';

const base64url = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[A-Za-z0-9_-]+$/);
const proof = z.strictObject({ challenge: base64url(64), signature: base64url(128) });

/** Back in by the kit (crypto.md flow 5): prove it, enter a device it has signed, and take what the recovery key opens. SV40. */
export function recoveryRoutes(app: FastifyInstance, { limits }: ServerContext): void {
  const config = (id: string, takes: 'json' | 'cbor-seq' | 'nothing') =>
    limited({ id, who: 'public', takes }, limits.registerPerMinute);

  app.post('/recovery/challenge', { config: config('recovery-challenge', 'nothing') }, async (request, reply) =>
    reply.send({ challenge: base64urlOf(tenantOf(request).kitProofs.challenge()) }),
  );

  app.post('/recovery/proof', { config: config('recovery-proof', 'json') }, async (request, reply) => {
    const message = readShape(proof, request.body);
    if (!message.ok) return sendFailure(reply, message.error);
    const tenant = tenantOf(request);
    const { challenge, signature } = message.value;
    const proved = await tenant.kitProofs.prove(bytesOfBase64url(challenge), bytesOfBase64url(signature));
    if ('code' in proved) return sendFailure(reply, { code: proved.code });
    return reply.send({ token: proved.token, administrators: await administratorsOf(tenant) });
  });

  app.post('/recovery/enter', { config: config('recovery-enter', 'cbor-seq') }, async (request, reply) => {
    const tenant = tenantOf(request);
    if (!tenant.kitProofs.isIn(request.headers.authorization)) return sendFailure(reply, { code: 'SESSION_MISSING' });
    const opened = readAppend(request.body as Uint8Array);
    if (!opened.ok) return sendFailure(reply, opened.error);
    const { statement, signed, entries } = opened.value;
    if (!equalBytes(statement.tenant, tenant.core.tenant)) return sendFailure(reply, { code: 'TENANT_FOREIGN' });
    const [first, ...others] = entries;
    const entered = first === undefined ? undefined : selfEntered(first.body, first.fields);
    const byKit = first?.body.coSignatures.some(({ signer }) => signer === SIGNER.kit) === true;
    if (entered === undefined || !byKit || others.length > 0) return sendFailure(reply, { code: 'KIND_NOT_ALLOWED' });
    if (!rightsOf(tenant.core.membership, entered.user).has('administer'))
      return sendFailure(reply, { code: 'RIGHT_MISSING' });
    if (!(await verifySignature(entered.ed25519Public, signed.bytes, signed.signature)))
      return sendFailure(reply, { code: 'STATEMENT_SIGNATURE_WRONG' });
    const outcome = await tenant.writer.append(opened.value);
    if (!outcome.ok) return sendFailure(reply, outcome.error);
    // Whoever holds the organisation's key has lost everything else, the second factor too (ZF21).
    await tenant.core.store.write((tx) => UserFactors.removeAll(tx, entered.user));
    tenant.core.factors.forget(entered.user);
    const { token, expiresAt } = await invite(tenant.core, entered.user);
    return reply.code(201).send({ invitation: token, expiresAt });
  });

  app.get(
    '/recovery/group-keys',
    { config: { route: { id: 'recovery-group-keys', who: 'device', takes: 'nothing', right: 'administer' } } },
    async (request, reply) => {
      const delivered = await deliver(deviceCaller(request), request.ip, {
        purpose: 'keys',
        names: () => ({}),
        refusal: () => Promise.resolve(undefined),
        read: readRecoveryWraps,
      });
      if (!delivered.ok) return sendFailure(reply, delivered.error);
      return reply.type(CBOR_SEQUENCE_TYPE).send(Buffer.from(delivered.value));
    },
  );
}

/** Whose access can be restored: active persons who administer, by the name they sign in with. */
async function administratorsOf({
  core,
}: Tenant): Promise<readonly { readonly user: string; readonly account: string }[]> {
  const found = [];
  for (const { user, active, userKind } of core.membership.usersAt(Number.MAX_SAFE_INTEGER)) {
    if (!active || userKind !== 'person' || !rightsOf(core.membership, user).has('administer')) continue;
    found.push({ user: hexOf(user), account: (await accountOf(core.store, user)) ?? '' });
  }
  return found;
}

/** Every version of every group key as it was wrapped for the kit; only the kit opens it. */
async function readRecoveryWraps(tx: WriteTx): Promise<Uint8Array> {
  const items: CborValue[] = [];
  for await (const rows of tx.houseEntriesFrom(0)) {
    for (const { seq, body, open } of rows) {
      if (decodeBody(body).kind !== WIRE_KINDS.groupKey || open === null) continue;
      const { group = null, version = null } = unpackOpenFields(open);
      for await (const contents of tx.contentOfRange(seq, seq + 1)) {
        const wraps = contents
          .flatMap((content) => content.wraps)
          .filter(({ wrapper }) => wrapper === WRAPPER.recovery);
        if (wraps.length > 0) items.push([ITEM.groupKey, group, version, wraps.map(wrappedKeyToCbor)]);
      }
    }
  }
  return encodeSequence(items);
}
