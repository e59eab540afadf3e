import { type Body, coSignatureMessage, equalBytes, type Id, SIGNER, WIRE_KINDS, ZERO_ID } from '@siegel/wire';
import type { Fields } from './member-states.ts';
import type { Membership } from './membership.ts';

/** One Ed25519 check to be done by the platform, strictly (JT rules). */
export interface SignatureCheck {
  readonly publicKey: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

/** Kinds a kit signature is for; elsewhere one is refused, so that the kit cannot become a second administrator (JN8). */
const KIT_SIGNED: ReadonlySet<number> = new Set([
  WIRE_KINDS.genesis,
  WIRE_KINDS.restoreEpoch,
  WIRE_KINDS.policy,
  WIRE_KINDS.user,
  WIRE_KINDS.device,
  WIRE_KINDS.groupKey,
]);

/** The checks of all co-signatures of a body, or undefined when a signer is unknown, inactive or not allowed here.
 *  User keys are those before `seq` (JN8). */
export function coSignatureChecks(
  body: Body,
  seq: number,
  membership: Membership,
): readonly SignatureCheck[] | undefined {
  const checks: SignatureCheck[] = [];
  for (const { signer, signerId, signature } of body.coSignatures) {
    const publicKey = signer === SIGNER.kit ? kitKey(body, signerId, membership) : membership.userAt(signerId, seq);
    if (publicKey === undefined) return undefined;
    if (publicKey instanceof Uint8Array)
      checks.push({ publicKey, message: coSignatureMessage(body, signer, signerId), signature });
    else if (publicKey.active)
      checks.push({
        publicKey: publicKey.ed25519Public,
        message: coSignatureMessage(body, signer, signerId),
        signature,
      });
    else return undefined;
  }
  return checks;
}

function kitKey(body: Body, signerId: Id, membership: Membership): Uint8Array | undefined {
  if (!KIT_SIGNED.has(body.kind) || !equalBytes(signerId, ZERO_ID)) return undefined;
  return membership.genesis?.orgPublic;
}

/** True when a body of a kind that needs it is co-signed by its author's user or, for a device, by the device's user. A new device
 *  takes the signature of the one whose it is: nobody else, an administrator neither, gives somebody a device (JN8). */
export function isCoSignedByUser(body: Body, author: Id, fields: Fields | null): boolean {
  const owner = body.kind === WIRE_KINDS.device ? fields?.['user'] : author;
  const isNewDevice = body.kind === WIRE_KINDS.device && body.parent === null;
  return body.coSignatures.some(
    (c) =>
      c.signer === SIGNER.user &&
      ((!isNewDevice && equalBytes(c.signerId, author)) ||
        (owner instanceof Uint8Array && equalBytes(c.signerId, owner))),
  );
}

/** True when the kit stands in for a user whose key is lost (JN17): a device that enters itself, and then the new keys of the
 *  very user whose device writes. Nothing else: from there on the new user key signs. */
export function isRecoveredByKit(body: Body, author: Id, isSelfEntered: boolean): boolean {
  const byKit = body.coSignatures.some(({ signer }) => signer === SIGNER.kit);
  if (!byKit) return false;
  return body.kind === WIRE_KINDS.device
    ? isSelfEntered
    : body.kind === WIRE_KINDS.user && equalBytes(body.record, author);
}
