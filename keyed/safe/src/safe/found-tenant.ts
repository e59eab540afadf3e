import { type Founding, kitToFile, kitToWords, makeFounding, makeRecoveryCode, platformRandom } from '@siegel/seal';
import {
  appendRequestToItems,
  bytesOfHex,
  CBOR_SEQUENCE_TYPE,
  encodeSequence,
  fail,
  hexOf,
  type Id,
  ok,
  type Result,
} from '@siegel/wire';
import type { PageStore } from '../local/page-store.ts';
import { bytesOfBase64url } from '../server/base64url.ts';
import { askJson, type Fetch, sendRequest, type ServerAddress } from '../server/server-request.ts';
import { proveDevice, registerAccount, signInAccount } from '../server/sign-in.ts';
import { storePasswordSlot, storeRecoverySlot } from './slots.ts';
import type { SafeGiven } from './safe-given.ts';

/** What the founder enters. */
export interface FoundingWish {
  readonly origin: string;
  readonly fetch: Fetch;
  /** From the file `founding-token` of the server's operator. */
  readonly foundingToken: string;
  readonly account: string;
  readonly password: string;
  readonly profile: 'practice' | 'social';
  readonly organisationName: string;
  readonly siteName: string;
  readonly founderName: string;
  readonly pages: PageStore;
  readonly now: () => number;
}

/** A founded tenant: what must be kept (kit), and what opens the safe right away. */
export interface FoundedTenant {
  readonly founding: Founding;
  readonly kitFile: string;
  readonly kitWords: readonly string[];
  /** Opens the user key on a fresh device; shown once. */
  readonly recoveryCode: string;
  readonly given: SafeGiven;
}

const ID_BYTES = 16;

/** Founds a tenant on a server: keys and genesis are made here, the server only offers its log key (SL40, JN7). */
export async function foundTenant(wish: FoundingWish): Promise<Result<FoundedTenant>> {
  const tenant = platformRandom(ID_BYTES) as Id;
  const founder: ServerAddress = { base: `${wish.origin}/v1`, fetch: wish.fetch, session: wish.foundingToken };
  const offer = await askJson(founder, 'tenants', { body: { tenant: hexOf(tenant) }, answer: 'tenantInfo' });
  if (!offer.ok) return offer;
  const instance = bytesOfHex(offer.value.instance);
  const logPublic = bytesOfBase64url(offer.value.logPublic);
  if (instance === undefined || logPublic === undefined) return fail('MESSAGE_MALFORMED');
  const founding = await makeFounding({ ...wish, tenant, instance, logPublic });
  const at: ServerAddress = { ...founder, base: `${wish.origin}/v1/tenants/${hexOf(tenant)}` };
  const registered = await registerAccount({
    address: at,
    account: wish.account,
    user: founding.user,
    password: wish.password,
  });
  if (!registered.ok) return registered;
  const body = encodeSequence(appendRequestToItems(founding.request));
  const written = await sendRequest(at, 'genesis', {
    method: 'POST',
    headers: { 'content-type': CBOR_SEQUENCE_TYPE },
    body,
  });
  if (!written.ok) return written;
  await written.value.body?.cancel();
  return signInFounder(wish, { tenant, instance, founding });
}

async function signInFounder(
  wish: FoundingWish,
  { tenant, instance, founding }: { readonly tenant: Id; readonly instance: Id; readonly founding: Founding },
): Promise<Result<FoundedTenant>> {
  const base = `${wish.origin}/v1/t/${hexOf(tenant)}`;
  const session = await signInAccount({ base, fetch: wish.fetch }, wish.account, wish.password);
  if (!session.ok) return session;
  const { address, exportKey } = session.value;
  const { device, user, userKey, orgPublic } = founding;
  const given: SafeGiven = {
    address,
    tenant,
    instance,
    user,
    userKey,
    device,
    orgPublic,
    pages: wish.pages,
    now: wish.now,
  };
  const proved = await proveDevice(address, {
    tenant,
    instance,
    device: device.device,
    sign: (message) => device.signing.sign(message),
  });
  if (!proved.ok) return proved;
  const slot = await storePasswordSlot(given, exportKey);
  if (!slot.ok) return slot;
  const code = makeRecoveryCode();
  const recovery = await storeRecoverySlot(given, code.bytes);
  if (!recovery.ok) return recovery;
  const kitFile = kitToFile(founding.kit, tenant);
  return ok({ founding, kitFile, kitWords: kitToWords(founding.kit), recoveryCode: code.text, given });
}
