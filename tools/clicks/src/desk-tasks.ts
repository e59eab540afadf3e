import type { Locator } from 'playwright-core';
import type { CountedPage } from './counted-page.ts';
import { akte, dayList } from './places.ts';
import type { Task } from './task.ts';

const MOST_TABS = 40;

/** Messages, tasks of the list, and making two persons one. */
export const DESK_TASKS: readonly Task[] = [
  {
    id: 'K21',
    title: 'a message to a colleague about a patient, from the Akte',
    begin: akte,
    async go(at) {
      await at.press('Shift+F8');
      await at.page.locator('[role=dialog] input:focus').waitFor();
      await at.type('weigel');
      await at.press('Enter', 'Tab', 'Tab');
      await at.type('Bitte ansehen');
      await at.press('Tab');
      await at.type('Die Tochter hat angerufen.');
      await at.press('Control+Enter');
      await at.see('Gesendet.');
    },
  },
  {
    id: 'K22',
    title: 'a task done from the list',
    async begin(at) {
      await dayList(at);
      await at.page.keyboard.press('F8');
      await at.page.locator('[role=dialog] input:focus').waitFor();
      await at.page.keyboard.type('Blumen gießen');
      await at.page.keyboard.press('Control+Enter');
      await at.page.getByRole('dialog').waitFor({ state: 'detached' });
    },
    async go(at) {
      await at.press('Alt+o');
      await at.page.locator('[data-row]:focus').waitFor();
      const first = await at.page.locator('[data-row]:focus').getAttribute('data-row');
      await at.press('Space');
      await at.page.locator(`[data-row="${first}"]`).waitFor({ state: 'detached' });
    },
  },
  {
    id: 'K23',
    title: 'two persons made one, from the likely duplicates',
    async begin(at) {
      await dayList(at);
      for (const name of ['Quittenbaumm', 'Quittenbaum']) await newPerson(at, name, 'Annelie', '4.5.62');
    },
    async go(at) {
      await at.press('F2');
      await at.command('>dop');
      await at.see(at.page.getByRole('option', { name: 'Doppelte und Archiv' }));
      await at.press('Enter');
      const pair = at.page.locator('.pair').filter({ hasText: 'Quittenbaum' });
      await at.see(pair);
      await tabTo(at, pair.getByRole('button', { name: 'Vergleichen', exact: true }));
      await at.press('Enter');
      const join = at.page.getByRole('dialog').getByRole('button', { name: 'Zusammenführen', exact: true });
      await at.see(join);
      await tabTo(at, join);
      await at.press('Enter');
      await pair.waitFor({ state: 'detached' });
    },
  },
];

/** Goes on with Tab until the focus is there: the way counts. */
async function tabTo(at: CountedPage, target: Locator): Promise<void> {
  const isThere = () => target.evaluate((element) => element === document.activeElement);
  for (let n = 0; n < MOST_TABS; n++) {
    if (await isThere()) return;
    await at.press('Tab');
  }
  throw new Error('KB1: not reached with Tab');
}

async function newPerson(at: CountedPage, name: string, firstName: string, birth: string): Promise<void> {
  const { keyboard } = at.page;
  await keyboard.press('Alt+n');
  await at.page.locator('input:focus').waitFor();
  await keyboard.type(name);
  await keyboard.press('Tab');
  await keyboard.type(firstName);
  await keyboard.press('Tab');
  await keyboard.type(birth);
  await keyboard.press('Enter');
  await at.see(at.page.locator('aside.person', { hasText: name }));
}
