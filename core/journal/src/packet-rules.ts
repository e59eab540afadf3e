import {
  type Body,
  ENVELOPE_OVERHEAD_BYTES,
  equalBytes,
  type ErrorCode,
  type Sha256,
  SUITE,
  WHOLE_KEY,
  WIRE_KINDS,
} from '@siegel/wire';
import { olderKeyIds } from './case-key-state.ts';
import type { OpenedEntry } from './opened-batch.ts';
import { newParts } from './part-rules.ts';

/** Envelopes and wraps that lie beside a body are there and are sealed (JN10). Hashes: see `envelopesFit`. */
export function packetFault(entry: OpenedEntry, parent: Body | undefined): ErrorCode | undefined {
  const { packet, body } = entry;
  const parts = newParts(body, parent);
  if (packet.envelopes.length !== parts.length) return 'ENVELOPE_MISMATCH';
  for (const [i, envelope] of packet.envelopes.entries()) {
    if (envelope.length !== parts[i]?.sizeBytes) return 'ENVELOPE_MISMATCH';
    if (envelope[0] !== SUITE || envelope.length <= ENVELOPE_OVERHEAD_BYTES) return 'ENVELOPE_MALFORMED';
  }
  return wrapsFault(entry);
}

/** Wraps come only with key entries, and a whole key is wrapped only under an id its entry names. */
function wrapsFault({ packet, body, fields }: OpenedEntry): ErrorCode | undefined {
  if (packet.wraps.length === 0) return undefined;
  if (body.kind !== WIRE_KINDS.groupKey && body.kind !== WIRE_KINDS.caseKey) return 'LAYOUT_MALFORMED';
  const keyId = fields?.['keyId'];
  const named = [...(keyId instanceof Uint8Array ? [keyId] : []), ...(fields === null ? [] : olderKeyIds(fields))];
  const fits = packet.wraps.every(
    (wrap) =>
      wrap.compartment !== WHOLE_KEY || wrap.wrapper === 3 || named.some((id) => equalBytes(wrap.wrappedKeyId, id)),
  );
  return fits ? undefined : 'LAYOUT_MALFORMED';
}

/** True when every new envelope hashes to its descriptor (JN10). Costs one hash per envelope: done before the writer's turn.
 *  `parent` is not needed: envelope hashes must appear among the body's descriptors, in their order. */
export function envelopesFit({ packet, body }: OpenedEntry, sha256: Sha256): boolean {
  let next = 0;
  for (const envelope of packet.envelopes) {
    const hash = sha256(envelope);
    while (next < body.parts.length && !equalBytes(body.parts[next]?.envelopeHash ?? hash.subarray(1), hash)) next++;
    if (next === body.parts.length) return false;
    next++;
  }
  return true;
}
