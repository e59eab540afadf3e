import { coSignatureMessage, equalBytes, type ErrorCode, type Id, SIGNER, WIRE_KINDS, ZERO_ID } from '@siegel/wire';
import type { AppendPolicy } from './append-policy.ts';
import type { SignatureCheck } from './co-signature.ts';
import type { Fields } from './member-states.ts';
import type { OpenedBatch } from './opened-batch.ts';

/** What a server (or a client that knows its organisation) expects of entry 0. */
export interface GenesisExpectation {
  readonly policy: AppendPolicy;
  /** The log key of this server; the genesis must name it. */
  readonly logPublic: Uint8Array;
  /** Known to a client from its kit or device; undefined where a tenant is being founded. */
  readonly orgPublic?: Uint8Array;
  /** Tenant id the founder announced. */
  readonly tenant: Id;
}

/** The signatures entry 0 needs: kit, first user, and the first device over the statement; or the code it fails with (JN7). */
export function genesisChecks(batch: OpenedBatch, expected: GenesisExpectation): readonly SignatureCheck[] | ErrorCode {
  const [entry] = batch.entries;
  if (entry === undefined || entry.body.kind !== WIRE_KINDS.genesis || entry.fields === null) return 'GENESIS_WRONG';
  const { body, fields } = entry;
  if (expected.policy.openFieldsFault(body.kind, fields) !== undefined) return 'OPEN_FIELDS_NOT_DECLARED';
  if (!isWellFounded(batch, fields, expected)) return 'GENESIS_WRONG';
  const user = fields['user'] as Fields;
  const device = fields['device'] as Fields;
  const kit = body.coSignatures.find((c) => c.signer === SIGNER.kit && equalBytes(c.signerId, ZERO_ID));
  const userId = fields['userId'] as Id;
  const first = body.coSignatures.find((c) => c.signer === SIGNER.user && equalBytes(c.signerId, userId));
  if (kit === undefined || first === undefined || body.coSignatures.length !== 2) return 'CO_SIGNATURE_WRONG';
  return [
    {
      publicKey: fields['orgPublic'] as Uint8Array,
      message: coSignatureMessage(body, kit.signer, kit.signerId),
      signature: kit.signature,
    },
    {
      publicKey: user['ed25519Public'] as Uint8Array,
      message: coSignatureMessage(body, first.signer, userId),
      signature: first.signature,
    },
    {
      publicKey: device['ed25519Public'] as Uint8Array,
      message: batch.signed.bytes,
      signature: batch.signed.signature,
    },
  ];
}

function isWellFounded(batch: OpenedBatch, fields: Fields, expected: GenesisExpectation): boolean {
  const { body } = batch.entries[0] ?? { body: undefined };
  if (body === undefined || body.parent !== null || body.parts.length > 0 || batch.statement.seenSize !== 0)
    return false;
  const device = fields['device'] as Fields;
  const pairs: [Uint8Array, Uint8Array][] = [
    [body.record, body.tenant],
    [body.tenant, expected.tenant],
    [body.akte, ZERO_ID],
    [body.site, ZERO_ID],
    [body.author, fields['deviceId'] as Id],
    [device['user'] as Id, fields['userId'] as Id],
    [fields['logPublic'] as Uint8Array, expected.logPublic],
    [fields['orgPublic'] as Uint8Array, expected.orgPublic ?? (fields['orgPublic'] as Uint8Array)],
    [batch.statement.instance, fields['instance'] as Id],
  ];
  return pairs.every(([a, b]) => equalBytes(a, b));
}
