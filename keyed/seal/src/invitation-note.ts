import { type CborValue, decodeCbor, encodeCbor, type Id, SUITE } from '@siegel/wire';
import { deriveSecret } from './derive.ts';
import { openEnvelope, sealEnvelope } from './envelope.ts';
import type { InvitedPlace } from './invitation.ts';
import { LABELS, MESSAGE_LABELS } from './labels.ts';
import type { Secret } from './secret.ts';

/** What the inviter has decided about somebody who has not come yet (IV2). */
export interface InvitationNote {
  readonly code: string;
  readonly name: string;
  /** Empty when none was given. */
  readonly profession: string;
  readonly rights: readonly string[];
  readonly sites: readonly Id[];
  readonly roles: readonly Id[];
  /** Of a restoration: the public key that is lost. It holds for these keys only, so that an old note restores nobody again (WH11). */
  readonly restores?: Uint8Array | undefined;
  /** Of somebody of support: what they are to see, and for how many hours from their admission on. */
  readonly support?: SupportTerms | undefined;
}

/** What somebody of support is admitted for (SU2, SU3). */
export interface SupportTerms {
  readonly areas: readonly string[];
  readonly hours: number;
}

/** Seals a note so that only the inviter's user key opens it, for this invited user only. */
export async function sealInvitationNote(
  { code, name, profession, rights, sites, roles, restores, support }: InvitationNote,
  place: InvitedPlace,
  userKey: Secret,
): Promise<Uint8Array> {
  const terms = support === undefined ? null : [[...support.areas], support.hours];
  const content = encodeCbor([code, name, profession, [...rights], [...sites], [...roles], restores ?? null, terms]);
  return sealEnvelope(await deriveSecret(userKey, LABELS.invitationNote), noteAad(place), content);
}

/** The inverse; undefined for a note of somebody else, of another invited user, or changed bytes. */
export async function openInvitationNote(
  sealed: Uint8Array,
  place: InvitedPlace,
  userKey: Secret,
): Promise<InvitationNote | undefined> {
  const content = await openEnvelope(await deriveSecret(userKey, LABELS.invitationNote), noteAad(place), sealed);
  if (content === undefined) return undefined;
  type Terms = readonly [readonly string[], number] | null;
  type Shape = readonly [
    code: string,
    name: string,
    profession: string,
    rights: readonly string[],
    sites: readonly Id[],
    // Notes of before roles, or of before recovery and support, end earlier.
    roles?: readonly Id[],
    restores?: Uint8Array | null,
    terms?: Terms,
  ];
  const items = decodeCbor(content) as readonly CborValue[] as unknown as Shape;
  const [code, name, profession, rights, sites, roles = [], restores, terms] = items;
  const copies = (ids: readonly Id[]) => ids.map((id) => id.slice());
  return {
    code,
    name,
    profession,
    rights,
    sites: copies(sites),
    roles: copies(roles),
    restores: restores?.slice(),
    support: terms === null || terms === undefined ? undefined : { areas: terms[0], hours: terms[1] },
  };
}

function noteAad({ tenant, user }: InvitedPlace): Uint8Array {
  return encodeCbor([MESSAGE_LABELS.invitationNote, SUITE, tenant, user]);
}
