import { decodeCbor, encodeCbor, fixedBytes, hexOf, type Id, ID_BYTES, LIMITS, natural, tuple } from '@siegel/wire';
import type { WriteTx } from '@siegel/store';
import { sha256 } from '../platform/hashes.ts';
import type { TenantCore } from './tenant-core.ts';

const TOKEN_BYTES = 32;
/** An invitation lives a week: long enough for a letter with the code. */
const LIFE_MS = 7 * 86_400_000;
const HEADER = /^Invitation ([A-Za-z0-9_-]{43})$/;
const USED = new Uint8Array(0);

/** A link for somebody who is to register a sign-in name; what it carries is known to the invited only. */
export interface Invitation {
  readonly token: string;
  readonly expiresAt: number;
}

/** An invitation that nothing keeps yet. */
export interface NewInvitation extends Invitation {
  /** Name of the secret by which the token is known again, and what it holds. */
  readonly tokenName: string;
  readonly kept: Uint8Array;
}

/** Makes an invitation of this user to register an account (crypto.md flow 3). The server keeps the hash of the token. */
export function makeInvitation({ world }: Pick<TenantCore, 'world'>, user: Id): NewInvitation {
  const token = Buffer.from(world.random(TOKEN_BYTES)).toString('base64url');
  const expiresAt = world.now() + LIFE_MS;
  return { token, expiresAt, tokenName: keyOf(token), kept: encodeCbor([user, expiresAt]) };
}

/** Makes and keeps an invitation for a program that goes on by itself: nobody waits for admission. */
export async function invite(core: TenantCore, user: Id): Promise<Invitation> {
  const { token, expiresAt, tokenName, kept } = makeInvitation(core, user);
  await core.store.write((tx) => tx.putSecret(tokenName, kept));
  return { token, expiresAt };
}

/** The token of an `authorization: Invitation ...` header. */
export function invitationToken(authorization: string | undefined): string | undefined {
  return HEADER.exec(authorization ?? '')?.[1];
}

/** The user a living invitation is for. */
export async function invitedUser(
  { store, world }: Pick<TenantCore, 'store' | 'world'>,
  token: string,
): Promise<Id | undefined> {
  const kept = await store.secret(keyOf(token));
  if (kept === undefined || kept.length === 0) return undefined;
  const [user, expiresAt] = tuple(decodeCbor(kept), 2, 'invitation');
  return natural(expiresAt, LIMITS.integer, 'expiry') > world.now() ? fixedBytes(user, ID_BYTES, 'user') : undefined;
}

/** Uses an invitation up, in the transaction that keeps the account. */
export async function useInvitation(tx: WriteTx, token: string): Promise<void> {
  await tx.putSecret(keyOf(token), USED);
}

function keyOf(token: string): string {
  return `invitation/${hexOf(sha256(Buffer.from(token, 'base64url')))}`;
}
