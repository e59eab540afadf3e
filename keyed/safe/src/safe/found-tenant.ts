import {
  type Founding,
  type FoundingDraft,
  kitKeys,
  kitToFile,
  kitToWords,
  makeFounding,
  makeRecoveryCode,
} from '@siegel/seal';
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
import { askJson, type Fetch, type RequestFailure, sendRequest, type ServerAddress } from '../server/server-request.ts';
import { proveDevice } from '../server/prove-device.ts';
import { registerAccount, signInAccount } from '../server/sign-in.ts';
import { factsOfDraft, type FoundingFacts, planFounding } from './founding-plan.ts';
import { storePasswordSlot, storeRecoverySlot } from './slots.ts';
import type { SafeGiven } from './safe-given.ts';

/** Where a founding goes, and what is not kept with its draft. */
export interface FoundingPlace {
  readonly origin: string;
  readonly fetch: Fetch;
  /** From the file `founding-token` of the server's operator. */
  readonly foundingToken: string;
  readonly password: string;
  readonly pages: PageStore;
  readonly now: () => number;
}

/** What the founder enters. */
export type FoundingWish = FoundingPlace & FoundingFacts;

/** A founded tenant: what must be kept (kit), and what opens the safe right away. */
export interface FoundedTenant {
  readonly founding: Founding;
  readonly kitFile: string;
  readonly kitWords: readonly string[];
  /** Opens the user key on a fresh device; shown once. */
  readonly recoveryCode: string;
  readonly given: SafeGiven;
}

/** Why a founding did not come to its end. */
export interface FoundingFailure extends RequestFailure {
  /** True from the moment the genesis was sent and not refused: the organisation may exist, and the draft is its only way in. */
  readonly mayStand: boolean;
}

/** Founds a tenant on a server: keys and genesis are made here, the server only offers its log key (SL40, JN7). */
export async function foundTenant(wish: FoundingWish): Promise<Result<FoundedTenant, FoundingFailure>> {
  const draft = await planFounding(wish);
  const founding: { made?: Founding } = {};
  const done = await carryOut(wish, draft, (made) => (founding.made = made));
  if (!done.ok) return done;
  const code = makeRecoveryCode();
  const recovery = await storeRecoverySlot(done.value, code.bytes);
  if (!recovery.ok) return mayStand(recovery.error);
  if (founding.made === undefined) return mayStand({ code: 'TENANT_EXISTS' });
  const { kit } = draft.keys;
  const kept = { kitFile: kitToFile(kit, draft.tenant), kitWords: kitToWords(kit) };
  return ok({ ...kept, founding: founding.made, recoveryCode: code.text, given: done.value });
}

/** Carries a planned founding out, from wherever it stands: announced and lost, founded without a first sign-in, or not begun.
 *  Calling it again after a broken line, a crash or a restart of the server goes on (FR3). LOGIN_FAILED: it stands, and this is
 *  not the password it was founded with. */
export function finishFounding(
  place: FoundingPlace,
  draft: FoundingDraft,
): Promise<Result<SafeGiven, FoundingFailure>> {
  return carryOut(place, draft, () => undefined);
}

async function carryOut(
  place: FoundingPlace,
  draft: FoundingDraft,
  onMade: (founding: Founding) => void,
): Promise<Result<SafeGiven, FoundingFailure>> {
  const standing = await instanceOf(place, draft.tenant);
  if (standing.ok) return signInFounder(place, draft, standing.value);
  if (standing.error.code !== 'TENANT_UNKNOWN') return { ok: false, error: { ...standing.error, mayStand: false } };
  const founded = await foundNow(place, draft, onMade);
  return founded.ok ? signInFounder(place, draft, founded.value) : founded;
}

/** Instance of the tenant when it is founded already; TENANT_UNKNOWN when not. */
async function instanceOf({ origin, fetch }: FoundingPlace, tenant: Id): Promise<Result<Id, RequestFailure>> {
  const info = await askJson({ base: `${origin}/v1`, fetch }, `t/${hexOf(tenant)}`, { answer: 'tenantInfo' });
  if (!info.ok) return info;
  const instance = bytesOfHex(info.value.instance);
  return instance === undefined ? fail('MESSAGE_MALFORMED') : ok(instance);
}

async function foundNow(
  place: FoundingPlace,
  draft: FoundingDraft,
  onMade: (founding: Founding) => void,
): Promise<Result<Id, FoundingFailure>> {
  const { tenant, keys } = draft;
  const facts = factsOfDraft(draft);
  const offer = await announceFounding(place, tenant);
  if (!offer.ok) return { ok: false, error: { ...offer.error, mayStand: false } };
  const founding = await makeFounding({ ...facts, ...offer.value, tenant, keys, now: place.now });
  onMade(founding);
  const at: ServerAddress = { ...founderOf(place), base: `${place.origin}/v1/tenants/${hexOf(tenant)}` };
  const { account } = facts;
  const registered = await registerAccount({ address: at, account, user: keys.user, password: place.password });
  if (!registered.ok) return { ok: false, error: { ...registered.error, mayStand: false } };
  const written = await sendRequest(at, 'genesis', {
    method: 'POST',
    headers: { 'content-type': CBOR_SEQUENCE_TYPE },
    body: encodeSequence(appendRequestToItems(founding.request)),
  });
  // No answer, or none that can be understood: the server may have founded it.
  if (!written.ok) return { ok: false, error: { ...written.error, mayStand: isUnclear(written.error) } };
  await written.value.body?.cancel();
  return ok(offer.value.instance);
}

function isUnclear({ code }: RequestFailure): boolean {
  return code === 'OFFLINE' || code === 'INTERNAL' || code === 'TENANT_EXISTS';
}

function founderOf({ origin, fetch, foundingToken }: Pick<FoundingPlace, 'origin' | 'fetch' | 'foundingToken'>) {
  return { base: `${origin}/v1`, fetch, session: foundingToken };
}

/** Announces a founding; the server offers the instance and log key that will stand in its genesis, and keeps nothing. Also the
 *  question whether a founding token is the server's: SESSION_MISSING when it is not. */
export async function announceFounding(
  place: Pick<FoundingPlace, 'origin' | 'fetch' | 'foundingToken'>,
  tenant: Id,
): Promise<Result<{ readonly instance: Id; readonly logPublic: Uint8Array }, RequestFailure>> {
  const offer = await askJson(founderOf(place), 'tenants', { body: { tenant: hexOf(tenant) }, answer: 'tenantInfo' });
  if (!offer.ok) return offer;
  const instance = bytesOfHex(offer.value.instance);
  const logPublic = bytesOfBase64url(offer.value.logPublic);
  return instance === undefined || logPublic === undefined ? fail('MESSAGE_MALFORMED') : ok({ instance, logPublic });
}

async function signInFounder(
  { origin, fetch, password, pages, now }: FoundingPlace,
  draft: FoundingDraft,
  instance: Id,
): Promise<Result<SafeGiven, FoundingFailure>> {
  const { tenant, keys } = draft;
  const session = await signInAccount(
    { base: `${origin}/v1/t/${hexOf(tenant)}`, fetch },
    factsOfDraft(draft).account,
    password,
  );
  if (!session.ok) return mayStand(session.error);
  const { address, exportKey } = session.value;
  const { device, user, userKey, kit } = keys;
  const orgPublic = (await kitKeys(kit)).org.publicKey;
  const given: SafeGiven = { address, tenant, instance, user, userKey, device, orgPublic, pages, now };
  const sign = (message: Uint8Array) => device.signing.sign(message);
  const proved = await proveDevice(address, { tenant, instance, device: device.device, sign });
  if (!proved.ok) return mayStand(proved.error);
  const slot = await storePasswordSlot(given, exportKey);
  return slot.ok ? ok(given) : mayStand(slot.error);
}

function mayStand(error: RequestFailure): { readonly ok: false; readonly error: FoundingFailure } {
  return { ok: false, error: { ...error, mayStand: true } };
}
