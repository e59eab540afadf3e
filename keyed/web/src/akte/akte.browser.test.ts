import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { HAS_CHROMIUM, type Stage, setStage, type Visit } from '../../test-support/browse.ts';
import { FAKE_ACCOUNT } from '../../test-support/fake-safe.ts';
import { SPECIAL } from '../../test-support/fake-world.ts';

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
/** Signed in and at the Akte of a person. */
async function atAkte(person: number, options = {}): Promise<Visit> {
  visit = await stage.atAkte(person, options);
  return visit;
}
const row = (text: string) => (visit as Visit).page.getByRole('row').filter({ hasText: text });

test.skipIf(!HAS_CHROMIUM)(
  '[WB11, WB22, WB6] goes from search to a saved Eintrag to the lock and back by keyboard alone',
  async () => {
    visit = await stage.open('/anmelden');
    const { page, signIn, complaints } = visit;
    await signIn();
    await page.keyboard.press('F2');
    await page.keyboard.type('brandt, ilse');
    await page.keyboard.press('Enter');
    await page.getByText('Penicillin: Exanthem').waitFor();
    await page.keyboard.type('the Ramipril pausieren');
    await page.keyboard.press('Alt+ArrowDown');
    await page.keyboard.press('Enter');
    await row('Ramipril pausieren').waitFor();
    await page.keyboard.type('bef RR 138/82');
    await page.keyboard.press('F9');
    await page.getByLabel('Passwort', { exact: true }).waitFor();
    expect(await page.getByText('Brandt').count()).toBe(0);
    expect(await page.locator('body').innerHTML()).not.toMatch(/Brandt|Ramipril|RR 138/);
    await page.keyboard.type(FAKE_ACCOUNT.password);
    await page.keyboard.press('Enter');
    await page.getByText('Penicillin: Exanthem').waitFor();
    expect(await page.getByLabel('Text des Eintrags, Befund').inputValue()).toBe('RR 138/82');
    expect(complaints).toEqual([]);
  },
);

test.skipIf(!HAS_CHROMIUM)(
  '[WB11] opens the person that is typed, even when Enter comes before the answer',
  async () => {
    visit = await stage.open('/anmelden');
    const { page, signIn } = visit;
    await signIn();
    await page.keyboard.type('b');
    await page.getByRole('option').first().waitFor();
    // One task: the answer to the new text cannot be there when Enter comes.
    await page.evaluate(() => {
      const field = document.querySelector<HTMLInputElement>('[data-search]');
      if (field === null) throw new Error('no search field');
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, 'hauser, manfred');
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    });
    await page.getByRole('heading', { name: 'Hauser, Manfred' }).waitFor();
  },
);

test.skipIf(!HAS_CHROMIUM)(
  '[WB21] holds only the rows near the window of an Akte of 3,000, and begins at the newest',
  async () => {
    const { page } = await atAkte(SPECIAL.long);
    await row('Nr. 2915,').waitFor();
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe('3000');
    expect(await page.getByRole('row').count()).toBeLessThan(120);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Home');
    await row('Nr. 0,').waitFor();
    expect(await page.getByRole('row').count()).toBeLessThan(120);
    await page.keyboard.press('End');
    await row('Nr. 2915,').waitFor();
  },
);

test.skipIf(!HAS_CHROMIUM)(
  '[AT89] while somebody scrolls, no clock is made anew, and short rows are not asked for their height',
  async () => {
    const { page } = await atAkte(SPECIAL.long);
    await row('Nr. 2915,').waitFor();
    const seen = await page.evaluate(async () => {
      const list = document.querySelector('.eintraege');
      const counted = { heights: 0, clocks: 0, rows: new Set<string>() };
      const height = Object.getOwnPropertyDescriptor(Element.prototype, 'scrollHeight');
      Object.defineProperty(Element.prototype, 'scrollHeight', {
        get(this: Element) {
          if (this.classList.contains('eintrag-text')) counted.heights += 1;
          return height?.get?.call(this) as number;
        },
      });
      const Clock = Intl.DateTimeFormat;
      Intl.DateTimeFormat = new Proxy(Clock, {
        construct: (made, args: []) => {
          counted.clocks += 1;
          return new made(...args);
        },
      });
      for (let turn = 0; turn < 60; turn++) {
        list?.scrollBy(0, -400);
        await new Promise(requestAnimationFrame);
        for (const shown of document.querySelectorAll('[data-record]'))
          counted.rows.add(shown.getAttribute('data-record') ?? '');
      }
      return { ...counted, rows: counted.rows.size };
    });
    expect(seen.rows).toBeGreaterThan(300);
    expect(seen.clocks).toBe(0);
    // Only what may be longer than three lines.
    expect(seen.heights).toBeLessThan(seen.rows / 4);
  },
);

test.skipIf(!HAS_CHROMIUM)('[WB20] narrows the rows by Kuerzel and by text, and says how many are left', async () => {
  const { page } = await atAkte(SPECIAL.brandt);
  await page.getByRole('button', { name: 'DIA 9' }).click();
  await page.getByText('9 von 34').waitFor();
  await page.keyboard.press('Tab');
  await page.getByLabel('Text filtern').fill('gonarthrose');
  await page.getByText('1 von 34').waitFor();
  await page.getByLabel('Text filtern').fill('xyz');
  await page.getByText('Keiner der 34 Einträge passt zum Filter.').waitFor();
  await page.getByRole('button', { name: 'Alle zeigen' }).click();
  await page.getByText('34 von 34').waitFor();
});

test.skipIf(!HAS_CHROMIUM)('[WB22] keeps what was not saved in the line, with the reason', async () => {
  const { page, order } = await atAkte(SPECIAL.brandt);
  await page.getByText('Penicillin: Exanthem').waitFor();
  await order({ do: 'fail-writes', code: 'DISK_FULL' });
  await page.keyboard.type('not bleibt stehen');
  await page.keyboard.press('Enter');
  await page.getByText('Nicht gespeichert.').waitFor();
  expect(await page.getByLabel('Text des Eintrags, Notiz').inputValue()).toBe('bleibt stehen');
  await order({ do: 'fail-writes', code: undefined });
  await page.keyboard.press('Enter');
  await row('bleibt stehen').waitFor();
  expect(await page.getByText('Nicht gespeichert.').count()).toBe(0);
});

test.skipIf(!HAS_CHROMIUM)('[WB24] changes an Eintrag in its place by keyboard', async () => {
  const { page } = await atAkte(SPECIAL.brandt);
  await page.getByText('Penicillin: Exanthem').waitFor();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('e');
  await page.keyboard.type(' Neu dazu.');
  await page.keyboard.press('Enter');
  await row('Tochter stellt seit 10 Tagen die Tabletten. Neu dazu.').waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('row');
});

test.skipIf(!HAS_CHROMIUM)('[WB6] brings back a change in place that was open when the workspace locked', async () => {
  const { page } = await atAkte(SPECIAL.brandt);
  await page.getByText('Penicillin: Exanthem').waitFor();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('e');
  await page.keyboard.type(' Halb geschrieben');
  await page.keyboard.press('F9');
  await page.getByText('Ihr Entwurf ist gesichert.').waitFor();
  await page.keyboard.type(FAKE_ACCOUNT.password);
  await page.keyboard.press('Enter');
  const field = page.getByRole('group', { name: 'Eintrag ändern' }).getByLabel('Text', { exact: true });
  expect(await field.inputValue()).toMatch(/Halb geschrieben$/);
});

test.skipIf(!HAS_CHROMIUM)('[WB25] offers no editor over content that could not be opened', async () => {
  const { page } = await atAkte(SPECIAL.troubled);
  await row('Nicht lesbar').click();
  await page.keyboard.press('Enter');
  await page.getByText('kann nicht überschrieben werden').waitFor();
  expect(await page.getByRole('textbox', { name: 'Text', exact: true }).count()).toBe(0);
  await page.keyboard.press('Escape');
  await row('kein Schlüssel').waitFor();
});

test.skipIf(!HAS_CHROMIUM)(
  '[WB26] keeps the typed text beside the other wording when somebody else saved first',
  async () => {
    const { page, order } = await atAkte(SPECIAL.troubled);
    await row('Zwei Fassungen, bitte prüfen').waitFor();
    await row('wartet auf Verbindung').waitFor();
    await row('Ramipril pausieren').dblclick();
    await page.keyboard.type(' Meins.');
    const recordId = await page.locator('.eintrag.on').getAttribute('data-record');
    await order({ do: 'fail-writes', code: 'ENTRY_STALE' });
    await order({ do: 'remote-change', recordId: recordId ?? '', text: 'Ramipril ganz absetzen' });
    await page.getByText('Melanie Kruse hat inzwischen gespeichert.').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Ihr Text steht noch hier.').waitFor();
    expect(await page.getByText('Ramipril ganz absetzen').count()).toBe(1);
    const field = page.getByRole('group', { name: 'Eintrag ändern' }).getByLabel('Text', { exact: true });
    expect(await field.inputValue()).toMatch(/Meins\.$/);
  },
);

test.skipIf(!HAS_CHROMIUM)('[WB26] shows a change that was refused later beside the version that counts', async () => {
  const { page, order } = await atAkte(SPECIAL.troubled);
  await row('Ramipril pausieren').click();
  const recordId = (await page.locator('.eintrag.on').getAttribute('data-record')) ?? '';
  await order({ do: 'refuse-change', recordId, text: 'Ramipril halbieren' });
  await page.getByText('1 Änderung nicht übernommen').waitFor();
  await row('Ramipril pausieren').dblclick();
  await page.getByText('Zwei Fassungen.').waitFor();
  const field = page.getByRole('group', { name: 'Eintrag ändern' }).getByLabel('Text', { exact: true });
  expect(await field.inputValue()).toBe('Ramipril halbieren');
  await page.getByRole('button', { name: 'Andere behalten' }).click();
  await page.getByText('1 Änderung nicht übernommen').waitFor({ state: 'detached' });
  await page.getByText('Alles gespeichert').waitFor();
});

test.skipIf(!HAS_CHROMIUM)(
  '[WB27] shows rows from elsewhere at once at the end of the list, and moves nothing for a reader further up',
  async () => {
    const { page, order } = await atAkte(SPECIAL.long);
    await row('Nr. 2915,').waitFor();
    await order({ do: 'remote-note', person: SPECIAL.long, text: 'Anruf von außen' });
    await row('Anruf von außen').waitFor();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Home');
    await row('Nr. 3,').waitFor();
    const placeOf = async () => (await row('Nr. 3,').boundingBox())?.y;
    const before = await placeOf();
    await order({ do: 'remote-note', person: SPECIAL.long, text: 'Ganz früher', day: '1995-01-01' });
    await page.getByRole('button', { name: '1 neuer Eintrag' }).waitFor();
    expect(await placeOf()).toBe(before);
    expect(await row('Ganz früher').count()).toBe(0);
    await page.getByRole('button', { name: '1 neuer Eintrag' }).click();
    await row('Ganz früher').waitFor();
  },
);

test.skipIf(!HAS_CHROMIUM)(
  '[WB40] says offline, kept and waiting, and never "Alles gespeichert" meanwhile',
  async () => {
    const { page, order } = await atAkte(SPECIAL.brandt);
    await page.getByText('Penicillin: Exanthem').waitFor();
    await order({ do: 'status', status: { online: false } });
    await page.keyboard.type('not ohne Netz');
    await page.keyboard.press('Enter');
    await page.getByText('Auf diesem Gerät gesichert.').waitFor();
    await page.getByText('1 Eintrag wartet auf Verbindung').waitFor();
    await page.getByText('Ohne Verbindung').waitFor();
    expect(await page.getByText('Alles gespeichert').count()).toBe(0);
    await row('ohne Netz').getByText('wartet auf Verbindung').waitFor();
  },
);

test.skipIf(!HAS_CHROMIUM)(
  '[WB41] shows the bytes of the record in focus with Alt V and follows the selection',
  async () => {
    const { page } = await atAkte(SPECIAL.brandt);
    await page.getByText('Penicillin: Exanthem').waitFor();
    await page.keyboard.press('Alt+v');
    const pane = page.getByRole('complementary', { name: 'Was der Server sieht' });
    await pane.getByText('Reichenberger Gasse 4').waitFor();
    await page.keyboard.press('Alt+v');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Alt+v');
    await pane.getByText('Fühlt sich gut').waitFor();
    const firstBytes = await pane.locator('.hex').first().textContent();
    await page.keyboard.press('ArrowUp');
    await pane.getByText('RR 138/82').waitFor();
    expect(await pane.locator('.hex').first().textContent()).not.toBe(firstBytes);
    await pane.getByText('Damit jede Änderung einen Absender hat.').waitFor();
    expect(await pane.getByText('offen', { exact: true }).count()).toBe(7);
  },
);

test.skipIf(!HAS_CHROMIUM)(
  '[WB31] says the same for an Akte without right and for one that does not exist',
  async () => {
    const { page, goToAkte } = await atAkte(SPECIAL.forbidden);
    await page.getByText('Kein Recht').waitFor();
    const without = await page.locator('.page-state').innerHTML();
    await goToAkte(999_999);
    await page.getByText('Kein Recht').waitFor();
    expect(await page.locator('.page-state').innerHTML()).toBe(without);
  },
);

test.skipIf(!HAS_CHROMIUM)(
  '[WB6] stays locked after a wrong password, and opens the place it left with the right one',
  async () => {
    const { page } = await atAkte(SPECIAL.brandt);
    await page.getByText('Penicillin: Exanthem').waitFor();
    await page.keyboard.press('F9');
    await page.getByText('Entsperren').waitFor();
    await page.keyboard.type('falsch');
    await page.keyboard.press('Enter');
    await page.getByText('Noch gesperrt.').waitFor();
    expect(await page.getByRole('heading', { name: 'Anmelden' }).count()).toBe(0);
    await page.getByLabel('Passwort', { exact: true }).fill(FAKE_ACCOUNT.password);
    await page.keyboard.press('Enter');
    await page.getByText('Penicillin: Exanthem').waitFor();
  },
);
