import { decodeCbor, encodeCbor, type CborValue, type Id, SUITE } from '@siegel/wire';
import { deviceKeysOf } from './device-keys.ts';
import type { FoundingKeys } from './genesis.ts';
import { MESSAGE_LABELS } from './labels.ts';
import { openUnderPassphrase, sealUnderPassphrase } from './passphrase-file.ts';
import { platformRandom, type Random } from './random.ts';
import { reveal, Secret } from './secret.ts';
import { userKeyOf } from './user-key.ts';
import { openInBrowser, sealInBrowser } from './browser-vault.ts';

/** A founding that has begun and is not finished: its keys, the kit among them, and what the founder has entered. It lives
 *  from the making of the kit to the first sign-in, sealed, so that neither a broken line nor a crash loses a kit. */
export interface FoundingDraft {
  readonly tenant: Id;
  readonly keys: FoundingKeys;
  /** What was entered, by name. */
  readonly facts: Readonly<Record<string, string>>;
}

/** Seals a draft under a passphrase, for a file of mode 0600 (FR2). */
export function sealFoundingDraft(
  draft: FoundingDraft,
  passphrase: string,
  random: Random = platformRandom,
): Promise<Uint8Array> {
  return sealUnderPassphrase(contentOf(draft), { passphrase, aad: draftAad() }, random);
}

/** The inverse; undefined for a wrong passphrase or a damaged file alike. */
export async function openFoundingDraft(file: Uint8Array, passphrase: string): Promise<FoundingDraft | undefined> {
  const content = await openUnderPassphrase(file, { passphrase, aad: draftAad() });
  return content === undefined ? undefined : draftOf(content);
}

/** Seals a draft under a non-extractable key of the browser (FR2). */
export function sealFoundingDraftInBrowser(draft: FoundingDraft, vault: CryptoKey): Promise<Uint8Array> {
  return sealInBrowser('founding-vault', contentOf(draft), vault);
}

/** The inverse; undefined when the key is another or the bytes were changed. */
export async function openFoundingDraftInBrowser(
  sealed: Uint8Array,
  vault: CryptoKey,
): Promise<FoundingDraft | undefined> {
  const content = await openInBrowser('founding-vault', sealed, vault);
  return content === undefined ? undefined : draftOf(content);
}

function contentOf({ tenant, keys, facts }: FoundingDraft): Uint8Array {
  const { kit, user, userKey, device, site } = keys;
  const seeds = [reveal(device.seeds.signing), reveal(device.seeds.xwing)];
  return encodeCbor([tenant, reveal(kit), user, reveal(userKey.secret), device.device, ...seeds, site, facts]);
}

async function draftOf(content: Uint8Array): Promise<FoundingDraft> {
  type Content = readonly [Id, Uint8Array, Id, Uint8Array, Id, Uint8Array, Uint8Array, Id, CborValue];
  const [tenant, kit, user, userKey, device, signing, xwing, site, facts] = decodeCbor(content) as Content;
  const keys: FoundingKeys = {
    kit: new Secret(kit),
    user: user.slice(),
    userKey: await userKeyOf(new Secret(userKey)),
    device: await deviceKeysOf(device.slice(), { signing: new Secret(signing), xwing: new Secret(xwing) }),
    site: site.slice(),
  };
  return { tenant: tenant.slice(), keys, facts: facts as FoundingDraft['facts'] };
}

function draftAad(): Uint8Array {
  return encodeCbor([MESSAGE_LABELS.foundingDraft, SUITE]);
}
