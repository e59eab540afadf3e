import { seededRandom } from '@siegel/testing';
import { hexOf } from '@siegel/wire';
import { expect, test } from 'vitest';
import {
  type FoundingDraft,
  openFoundingDraft,
  openFoundingDraftInBrowser,
  sealFoundingDraft,
  sealFoundingDraftInBrowser,
} from './founding-draft.ts';
import { makeFoundingKeys } from './genesis.ts';
import { kitToWords } from './kit.ts';
import { reveal } from './secret.ts';

const random = seededRandom('founding-draft');
const PASSWORD = 'Lindenhof im Regen 7';

async function aDraft(): Promise<FoundingDraft> {
  return { tenant: random(16), keys: await makeFoundingKeys(random), facts: { account: 'lindner', siteName: 'Öst' } };
}

/** What must be the same after a crash: kit, founder, device, site, and what was entered. */
function essence({ tenant, keys, facts }: FoundingDraft) {
  const { kit, user, userKey, device, site } = keys;
  const ids = [tenant, user, device.device, site, userKey.signing.publicKey, device.signing.publicKey].map(hexOf);
  return { ids, words: kitToWords(kit), facts };
}

test('[FR2] gives a founding back whole, under the password or the key of the browser', async () => {
  const draft = await aDraft();
  const file = await openFoundingDraft(await sealFoundingDraft(draft, PASSWORD, random), PASSWORD);
  expect(file && essence(file)).toEqual(essence(draft));
  const vault = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const kept = await openFoundingDraftInBrowser(await sealFoundingDraftInBrowser(draft, vault), vault);
  expect(kept && essence(kept)).toEqual(essence(draft));
});

test('[FR2] opens with nothing else, and not when a bit was changed; the sealed bytes hold no seed', async () => {
  const draft = await aDraft();
  const file = await sealFoundingDraft(draft, PASSWORD, random);
  expect(await openFoundingDraft(file, 'ein anderes Passwort')).toBeUndefined();
  for (const at of [0, 16, 40, file.length - 1]) {
    const flipped = file.slice();
    flipped[at] = (flipped[at] ?? 0) ^ 1;
    expect(await openFoundingDraft(flipped, PASSWORD), `byte ${at}`).toBeUndefined();
  }
  expect(await openFoundingDraft(file.subarray(0, 10), PASSWORD)).toBeUndefined();
  const seeds = [draft.keys.kit, draft.keys.userKey.secret, draft.keys.device.seeds.signing];
  for (const seed of seeds) expect(Buffer.from(file).includes(Buffer.from(reveal(seed)))).toBe(false);
});
