import { type CborValue, decodeCbor, encodeCbor, type Id } from '@siegel/wire';
import { openInBrowser, sealInBrowser } from './browser-vault.ts';
import { type DeviceKeys, deviceKeysOf } from './device-keys.ts';
import { reveal, Secret } from './secret.ts';
import { type UserKey, userKeyOf } from './user-key.ts';

/** What an invited browser keeps from the making of its keys to its first sign-in (IV14). */
export interface JoiningDraft {
  readonly tenant: Id;
  readonly user: Id;
  readonly account: string;
  readonly code: string;
  readonly userKey: UserKey;
  readonly device: DeviceKeys;
  /** Of somebody who is restored (WH10): the token of the link, and the organisation's key once an administrator has answered. */
  readonly restoring?: { readonly token: string; readonly orgPublic?: Uint8Array | undefined } | undefined;
}

/** Seals a draft under a non-extractable key of the browser. */
export function sealJoiningDraft(draft: JoiningDraft, vault: CryptoKey): Promise<Uint8Array> {
  const { tenant, user, account, code, userKey, device, restoring } = draft;
  const seeds = [reveal(device.seeds.signing), reveal(device.seeds.xwing)];
  const content = encodeCbor([
    tenant,
    user,
    account,
    code,
    reveal(userKey.secret),
    device.device,
    ...seeds,
    ...restored(restoring),
  ]);
  return sealInBrowser('joining-vault', content, vault);
}

/** The inverse; undefined when the key is another or the bytes were changed. */
export async function openJoiningDraft(sealed: Uint8Array, vault: CryptoKey): Promise<JoiningDraft | undefined> {
  const content = await openInBrowser('joining-vault', sealed, vault);
  if (content === undefined) return undefined;
  type Content = readonly [
    Id,
    Id,
    string,
    string,
    Uint8Array,
    Id,
    Uint8Array,
    Uint8Array,
    string?,
    (Uint8Array | null)?,
  ];
  const items = decodeCbor(content) as unknown as Content;
  const [tenant, user, account, code, userKey, device, signing, xwing, token, orgPublic] = items;
  return {
    tenant: tenant.slice(),
    user: user.slice(),
    account,
    code,
    userKey: await userKeyOf(new Secret(userKey)),
    device: await deviceKeysOf(device.slice(), { signing: new Secret(signing), xwing: new Secret(xwing) }),
    restoring: token === undefined ? undefined : { token, orgPublic: orgPublic?.slice() },
  };
}

function restored(restoring: JoiningDraft['restoring']): readonly CborValue[] {
  return restoring === undefined ? [] : [restoring.token, restoring.orgPublic ?? null];
}
