import { type Body, equalBytes, type PartDescriptor } from '@siegel/wire';

/** True when `part` is byte for byte `parent`: it was carried over without a key. */
export function isCarried(part: PartDescriptor, parent: PartDescriptor): boolean {
  return (
    part.partVersion === parent.partVersion &&
    part.schemaVersion === parent.schemaVersion &&
    part.sizeBytes === parent.sizeBytes &&
    equalBytes(part.keyId, parent.keyId) &&
    equalBytes(part.sealingDevice, parent.sealingDevice) &&
    equalBytes(part.envelopeHash, parent.envelopeHash)
  );
}

/** The parts of `body` that are not carried from `parent`, in order: their envelopes travel with the entry. */
export function newParts(body: Body, parent: Body | undefined): readonly PartDescriptor[] {
  return body.parts.filter((part) => {
    const before = parent?.parts.find((p) => p.compartment === part.compartment);
    return before === undefined || !isCarried(part, before);
  });
}

/** True when every part is carried or one version further, sealed by the author (JN6). */
export function partsFollow(body: Body, parent: Body | undefined): boolean {
  return newParts(body, parent).every((part) => {
    const before = parent?.parts.find((p) => p.compartment === part.compartment);
    return part.partVersion === (before?.partVersion ?? 0) + 1 && equalBytes(part.sealingDevice, body.author);
  });
}
