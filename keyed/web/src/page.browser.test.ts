import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { HAS_CHROMIUM, type Stage, setStage, type Visit } from '../test-support/browse.ts';
import { FAKE_ACCOUNT } from '../test-support/fake-safe.ts';
import { SPECIAL } from '../test-support/fake-world.ts';
import { personIdOf } from '../test-support/invented-persons.ts';

let stage: Stage;
let visit: Visit | undefined;
beforeAll(async () => {
  if (HAS_CHROMIUM) stage = await setStage();
});
afterAll(() => stage?.close());
afterEach(async () => {
  await visit?.close();
  visit = undefined;
});
async function open(...args: Parameters<Stage['open']>): Promise<Visit> {
  visit = await stage.open(...args);
  return visit;
}

test.skipIf(!HAS_CHROMIUM)(
  '[WB50, WB51] lives under the strict policy through a whole visit without one complaint',
  async () => {
    const { page, complaints, signIn } = await open('/anmelden');
    await signIn();
    await page.keyboard.type('brandt');
    await page.keyboard.press('Enter');
    await page.getByText('Penicillin: Exanthem').waitFor();
    await page.keyboard.press('Alt+v');
    await page.getByText('So liegt es dort').first().waitFor();
    await page.keyboard.press('F1');
    await page.getByText('diese Übersicht').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('dunkle');
    await page.keyboard.press('Enter');
    await page.keyboard.press('F9');
    await page.getByText('Entsperren').waitFor();
    expect(complaints).toEqual([]);
    expect(await page.locator('style[nonce]').count()).toBeGreaterThan(0);
  },
);

test.skipIf(!HAS_CHROMIUM)('[WB51] refuses markup and foreign scripts in the page', async () => {
  const { page } = await open('/anmelden');
  const tried = await page.evaluate(() => {
    const attempt = (act: () => void) => {
      try {
        act();
        return 'done';
      } catch (error) {
        return error instanceof TypeError ? 'refused' : 'other';
      }
    };
    const box = document.createElement('div');
    return {
      markup: attempt(() => {
        box.innerHTML = '<img src="x">';
      }),
      text: attempt(() => {
        box.innerHTML = 'plain text';
      }),
      worker: attempt(() => new Worker('/assets/other.js')),
    };
  });
  expect(tried).toEqual({ markup: 'refused', text: 'done', worker: 'refused' });
});

test.skipIf(!HAS_CHROMIUM)('[WB1] asks for the worker only after the form is in the page', async () => {
  const { page } = await open('/anmelden');
  await page.getByText('erreichbar', { exact: true }).waitFor();
  const times = await page.evaluate(() => {
    const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN;
    const worker = performance.getEntriesByType('resource').find(({ name }) => name.includes('safe-worker'));
    return { paint, worker: worker?.startTime ?? Number.NaN };
  });
  expect(times.worker).toBeGreaterThan(times.paint);
});

test.skipIf(!HAS_CHROMIUM)(
  '[WB4] takes a demo link out of the address bar, signs in, and sends it nowhere',
  async () => {
    const access = { ...FAKE_ACCOUNT, recoveryCode: 'AB12-CD34' };
    const code = Buffer.from(JSON.stringify(access)).toString('base64url');
    const before = stage.server.asked.length;
    const { page, complaints } = await open(`/anmelden#demo=${code}`);
    await page.getByText('Noch keine Akte geöffnet').waitFor();
    expect(page.url()).toBe(`${stage.server.origin}/`);
    await page.goBack();
    expect(page.url()).not.toContain('demo');
    expect(stage.server.asked.slice(before).filter((path) => path.includes(code.slice(0, 8)))).toEqual([]);
    expect(complaints).toEqual([]);
  },
);

test.skipIf(!HAS_CHROMIUM)('[WB4] takes a demo link that is followed while the page is open', async () => {
  const { page } = await open('/anmelden');
  await page.getByText('erreichbar', { exact: true }).waitFor();
  const code = Buffer.from(JSON.stringify({ ...FAKE_ACCOUNT, recoveryCode: 'x' })).toString('base64url');
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#demo=${code}`);
  await page.getByText('Noch keine Akte geöffnet').waitFor();
  expect(page.url()).toBe(`${stage.server.origin}/`);
});

test.skipIf(!HAS_CHROMIUM)(
  '[WB5] says what is wrong, keeps the name, and asks a new device for the recovery code',
  async () => {
    const { page } = await open('/anmelden');
    await page.getByText('erreichbar', { exact: true }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Bitte tragen Sie Ihren Benutzernamen ein.').waitFor();
    await page.getByLabel('Benutzername').fill('k.albers');
    await page.getByLabel('Passwort', { exact: true }).fill('falsch');
    await page.keyboard.press('Enter');
    await page.getByText('Name oder Passwort stimmen nicht.').waitFor();
    expect(await page.getByLabel('Benutzername').inputValue()).toBe('k.albers');
    await page.getByLabel('Benutzername').fill('neu');
    await page.getByLabel('Passwort', { exact: true }).fill(FAKE_ACCOUNT.password);
    await page.keyboard.press('Enter');
    await page.getByText('Dieser Browser ist noch nicht freigegeben').waitFor();
    await page.getByRole('button', { name: 'Code', exact: true }).click();
    await page.getByLabel('Wiederherstellungscode').fill('AB12');
    await page.keyboard.press('Enter');
    await page.getByText('Noch keine Akte geöffnet').waitFor();
  },
);

test.skipIf(!HAS_CHROMIUM)(
  '[WB9] comes back to the place that was asked for, and never names anybody in title or address',
  async () => {
    const path = `/akte/${personIdOf(SPECIAL.brandt)}`;
    const { page, signIn } = await open(path);
    await signIn();
    await page.getByText('Penicillin: Exanthem').waitFor();
    expect(new URL(page.url()).pathname).toBe(path);
    expect(await page.title()).toBe('Siegel');
  },
);

test.skipIf(!HAS_CHROMIUM)('[WB10] marks every screen of a demonstration and links to its page', async () => {
  const { page, signIn, order } = await open('/anmelden');
  const mark = page.getByText('Demo', { exact: true });
  await mark.waitFor();
  expect(await page.getByRole('link').getAttribute('href')).toBe(`${stage.server.origin}/vorfuehrung`);
  await signIn();
  await mark.waitFor();
  await page.keyboard.press('F9');
  await page.getByText('Entsperren').waitFor();
  await mark.waitFor();
  await order({ do: 'status', status: { phase: 'refused', refusal: 'LOG_FORKED' } });
  await page.getByText('LOG_FORKED').waitFor();
  await mark.waitFor();
});

test.skipIf(!HAS_CHROMIUM)('[WB7] shows nothing but the refusal, its code, and the way out', async () => {
  const { page, signIn, order, goToAkte } = await open('/anmelden');
  await signIn();
  await goToAkte(SPECIAL.brandt);
  await page.getByText('Penicillin: Exanthem').waitFor();
  await order({ do: 'status', status: { phase: 'refused', refusal: 'LOG_SHORTENED' } });
  await page.getByText('LOG_SHORTENED').waitFor();
  expect(await page.getByText('Brandt').count()).toBe(0);
  expect(await page.getByRole('button').allTextContents()).toEqual(['Abmelden']);
  await page.getByRole('button', { name: 'Abmelden' }).click();
  await page.getByRole('heading', { name: 'Anmelden' }).waitFor();
});

test.skipIf(!HAS_CHROMIUM)('[WB54] speaks English when asked to, and remembers it', async () => {
  const { page } = await open('/anmelden');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await page.reload();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
});

test.skipIf(!HAS_CHROMIUM)('[WB8] locks itself after fifteen minutes without a sign of life', async () => {
  const { page, signIn } = await open('/anmelden');
  await page.clock.install();
  await page.reload();
  await signIn();
  await page.clock.fastForward('10:00');
  await page.mouse.move(10, 10);
  await page.clock.fastForward('14:00');
  expect(await page.getByText('Entsperren').count()).toBe(0);
  await page.clock.fastForward('01:10');
  await page.getByText('Entsperren').waitFor();
});

test.skipIf(!HAS_CHROMIUM)(
  '[WB59] a screen whose program does not come says so, keeps the rest working, and comes with its styles when it can',
  async () => {
    // Without the files a device keeps: one that is here for the first time has none yet.
    const { page, complaints, signIn } = await open('/anmelden', { serviceWorkers: 'block' });
    await signIn();
    const part = `**${stage.partWith('settings-list')}`;
    await page.route(part, (route) => route.abort());
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Einstellungen');
    await page.getByRole('option', { name: 'Einstellungen', exact: true }).click();
    await page.getByText('noch nicht auf diesem Gerät').waitFor();
    await page.keyboard.press('F2');
    await page.keyboard.type('brandt');
    await page.locator('.hit').first().waitFor();
    await page.keyboard.press('Escape');
    await page.unroute(part);
    await page.getByRole('heading', { name: 'Einstellungen', exact: true }).waitFor();
    const unstyled = await page.evaluate(
      () =>
        [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]:not([data-again])')].filter(
          ({ sheet }) => sheet === null,
        ).length,
    );
    expect(unstyled).toBe(0);
    expect(complaints.filter((text) => !/net::ERR_FAILED|blocked by Playwright/.test(text))).toEqual([]);
  },
);
