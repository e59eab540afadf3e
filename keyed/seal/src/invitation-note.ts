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
}

/** Seals a note so that only the inviter's user key opens it, for this invited user only. */
export async function sealInvitationNote(
  { code, name, profession, rights, sites, roles }: InvitationNote,
  place: InvitedPlace,
  userKey: Secret,
): Promise<Uint8Array> {
  const content = encodeCbor([code, name, profession, [...rights], [...sites], [...roles]]);
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
  type Content = readonly [string, string, string, readonly string[], readonly Id[], (readonly Id[])?];
  // Notes of before roles end there.
  const [code, name, profession, rights, sites, roles = []] = decodeCbor(
    content,
  ) as readonly CborValue[] as unknown as Content;
  const copies = (ids: readonly Id[]) => ids.map((id) => id.slice());
  return { code, name, profession, rights, sites: copies(sites), roles: copies(roles) };
}

function noteAad({ tenant, user }: InvitedPlace): Uint8Array {
  return encodeCbor([MESSAGE_LABELS.invitationNote, SUITE, tenant, user]);
}
