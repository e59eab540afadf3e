import { bytesOfHex, encodeCbor, fail, hexOf, type Id, type Result } from '@siegel/wire';
import { base64urlOf, bytesOfBase64url } from './base64url.ts';
import { askJson, type RequestFailure, type ServerAddress, tellJson } from './server-request.ts';

/** The device that proves itself, and the log instance it means. */
export interface DeviceProver {
  readonly tenant: Id;
  readonly instance: Id;
  readonly device: Id;
  sign(message: Uint8Array): Uint8Array | Promise<Uint8Array>;
}

/** Shows that this session belongs to an approved device; only then content is served (SY3). */
export async function proveDevice(address: ServerAddress, prover: DeviceProver): Promise<Result<true, RequestFailure>> {
  const state = await askJson(address, 'session', { answer: 'sessionState' });
  if (!state.ok) return state;
  const issued = await askJson(address, 'device/challenge', { method: 'POST', answer: 'deviceChallengeAnswer' });
  if (!issued.ok) return issued;
  const sessionHash = bytesOfHex(state.value.sessionHash);
  const challenge = bytesOfBase64url(issued.value.challenge);
  if (sessionHash === undefined || challenge === undefined) return fail('MESSAGE_MALFORMED');
  const { tenant, instance, device } = prover;
  const signature = await prover.sign(
    encodeCbor(['siegel/device-proof', tenant, instance, sessionHash, challenge, device]),
  );
  const body = { device: hexOf(device), challenge: base64urlOf(challenge), signature: base64urlOf(signature) };
  return tellJson(address, 'device/proof', { body });
}
