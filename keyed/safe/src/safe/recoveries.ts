import { type Body, decodeBody, equalBytes, hexOf, type Id, SIGNER, unpackOpenFields, WIRE_KINDS } from '@siegel/wire';
import type { Safe } from './safe.ts';

/** That somebody's access was restored, and by whom. */
export interface Recovery {
  readonly user: Id;
  /** The administrator who signed the new keys; undefined: the organisation's kit did. */
  readonly by: Id | undefined;
  readonly receivedAtMs: number;
}

/** Every recovery, oldest first: by the kit (FR23), and every version of a user with other keys that somebody else has signed (WH20).
 *  It follows from entries of the house, which everybody gets and nobody can leave out. */
export function recoveriesOf({ follower, attributions }: Pick<Safe, 'follower' | 'attributions'>): readonly Recovery[] {
  const { columns } = follower;
  const found: Recovery[] = [];
  const keyOf = new Map<string, Uint8Array>();
  for (let seq = 0; seq < columns.size; seq++) {
    const kind = columns.kindAt(seq);
    const entry = kind === WIRE_KINDS.user || kind === WIRE_KINDS.genesis ? columns.entryAt(seq) : undefined;
    if (entry === undefined || attributions.isHeldBack(seq)) continue;
    const body = decodeBody(entry.body);
    const fields = entry.open === null ? {} : unpackOpenFields(entry.open);
    const { user, key } =
      kind === WIRE_KINDS.genesis ? firstUser(fields) : { user: body.record, key: fields['ed25519Public'] };
    const before = keyOf.get(hexOf(user));
    if (key instanceof Uint8Array) keyOf.set(hexOf(user), key);
    if (seq === 0 || before === undefined || !(key instanceof Uint8Array) || equalBytes(key, before)) continue;
    const by = signerOf(body);
    if (by === undefined || !equalBytes(by, user)) found.push({ user, by, receivedAtMs: columns.receivedAt(seq) });
  }
  return found;
}

function firstUser(fields: ReturnType<typeof unpackOpenFields>) {
  const { ed25519Public } = fields['user'] as { readonly [name: string]: unknown };
  return { user: fields['userId'] as Id, key: ed25519Public };
}

/** The user whose signature the entry carries; undefined for the kit. */
function signerOf({ coSignatures }: Body): Id | undefined {
  if (coSignatures.some(({ signer }) => signer === SIGNER.kit)) return undefined;
  return coSignatures.find(({ signer }) => signer === SIGNER.user)?.signerId;
}
