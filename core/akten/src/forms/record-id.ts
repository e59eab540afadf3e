import { concatBytes, type Id, ID_BYTES, type Sha256 } from '@siegel/wire';

const utf8 = new TextEncoder();

/** Record ids that follow from what they describe, so that two writers meet in one compare-and-set (JN4). */
function derivedId(label: string, subject: Id, sha256: Sha256): Id {
  return sha256(concatBytes(utf8.encode(label), subject)).slice(0, ID_BYTES);
}

/** Record id of all versions of a group's key. */
export function groupKeyRecordId(group: Id, sha256: Sha256): Id {
  return derivedId('siegel/record/group-key', group, sha256);
}

/** Record id of all versions of an Akte's case key. */
export function caseKeyRecordId(akte: Id, sha256: Sha256): Id {
  return derivedId('siegel/record/case-key', akte, sha256);
}

/** Record id of the tenant's policy. */
export function policyRecordId(tenant: Id, sha256: Sha256): Id {
  return derivedId('siegel/record/policy', tenant, sha256);
}

/** Record id of a role that comes from a template: two who enter it meet in one record. */
export function roleRecordId(tenant: Id, template: string, sha256: Sha256): Id {
  return derivedId(`siegel/record/role/${template}`, tenant, sha256);
}

/** Record id of a group of which an organisation has one. */
export function houseGroupId(tenant: Id, groupKind: string, sha256: Sha256): Id {
  return derivedId(`siegel/record/group/${groupKind}`, tenant, sha256);
}

/** Author id of the server log key: the first 16 bytes of SHA-256 of its public key. */
export function logAuthorId(logPublic: Uint8Array, sha256: Sha256): Id {
  return sha256(logPublic).slice(0, ID_BYTES);
}
