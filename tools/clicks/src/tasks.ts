import type { Locator } from 'playwright-core';
import type { CountedPage } from './counted-page.ts';
import { DESK_TASKS } from './desk-tasks.ts';
import { akte, birthday, dayList, rows } from './places.ts';
import type { Task } from './task.ts';

async function saved(at: CountedPage, text: string): Promise<void> {
  await at.see(at.page.locator('.eintrag', { hasText: text }));
}

/** Whoever is found has said the name and the day; those of the demo are born so many years before it begins. */
function findByBirth(): Task {
  let born = '';
  return {
    id: 'K1',
    title: 'find a patient by initials and birth date, open the Akte',
    async begin(at) {
      born = await birthday(at);
      await dayList(at);
    },
    async go(at) {
      await at.press('F2');
      await at.type(`n,g ${born}`);
      await at.see(at.page.locator('.hit').first());
      await at.press('Enter');
      await at.see(at.page.locator('.eintrag').first());
    },
  };
}

/** The tasks, in the order of the table. */
export const TASKS: readonly Task[] = [
  findByBirth(),
  {
    id: 'K2',
    title: 'a finding of today',
    begin: akte,
    async go(at) {
      await at.command('bef ');
      await at.type('RR 130/80, Puls 72');
      await at.press('Enter');
      await saved(at, 'RR 130/80, Puls 72');
    },
  },
  {
    id: 'K3',
    title: 'a finding of two days ago',
    begin: akte,
    async go(at) {
      await at.press('Alt+ArrowDown', 'Alt+ArrowDown');
      await at.command('bef ');
      await at.type('Wunde reizlos');
      await at.press('Enter');
      await saved(at, 'Wunde reizlos');
    },
  },
  {
    id: 'K4',
    title: 'a diagnosis by its code, certain, on the left',
    begin: akte,
    async go(at) {
      await at.type('m17.1 g l Gonarthrose');
      await at.press('Enter');
      await saved(at, 'Gonarthrose');
    },
  },
  {
    id: 'K5',
    title: 'a text block with two marks',
    begin: akte,
    async go(at) {
      await at.command('bef rr');
      await at.press('Tab');
      await at.type('130');
      await at.press('Tab');
      await at.type('80');
      await at.press('Tab');
      await at.type('72');
      await at.press('Enter');
      await saved(at, 'RR 130/80 mmHg, Puls 72/min');
    },
  },
  {
    id: 'K6',
    title: 'an appointment in two weeks, from the Akte',
    begin: akte,
    async go(at) {
      await at.command('t +14 9:30 20 ');
      await at.type('Wundkontrolle');
      await at.see(at.page.locator('#command-preview'));
      await at.press('Enter');
      await at.see('Rückgängig');
    },
  },
  {
    id: 'K7',
    title: 'a task to a colleague, from the Akte',
    begin: akte,
    async go(at) {
      await at.command('@mw ');
      await at.type('Rezept vorbereiten');
      await at.see(at.page.locator('#command-preview'));
      await at.press('Enter');
      await at.see('Rückgängig');
    },
  },
  {
    id: 'K8',
    title: 'arrived, called into a room, done',
    begin: dayList,
    async go(at) {
      const row = await expectedRow(at);
      await at.press('a', '1', 'f');
      await row.locator('.col-sign title', { hasText: 'abgeschlossen' }).waitFor({ state: 'attached' });
    },
  },
  {
    id: 'K9',
    title: 'did not come',
    begin: dayList,
    async go(at) {
      const row = await expectedRow(at);
      await at.press('x');
      await row.locator('.col-place', { hasText: 'nicht erschienen' }).waitFor();
    },
  },
  {
    id: 'K10',
    title: 'an appointment half an hour later',
    begin: dayList,
    async go(at) {
      const row = await expectedRow(at);
      const [hours = 0, minutes = 0] = (await row.locator('.col-time').innerText()).split(':').map(Number);
      const to = hours * 60 + minutes + 30;
      for (let n = 0; n < 6; n++) await at.press('Alt+ArrowDown');
      const time = `${String(Math.floor(to / 60)).padStart(2, '0')}:${String(to % 60).padStart(2, '0')}`;
      await row.locator('.col-time', { hasText: time }).waitFor();
    },
  },
  {
    id: 'K11',
    title: 'a new appointment for a patient, by its line',
    begin: dayList,
    async go(at) {
      await person(at, 'Alt+t', 'winkel,mo');
      await at.type('+7 9:15 Kontrolle');
      await at.press('Control+Enter');
      await at.page.getByRole('dialog').waitFor({ state: 'detached' });
    },
  },
  {
    id: 'K12',
    title: 'a chain: blood, ECG, doctor',
    begin: dayList,
    async go(at) {
      await person(at, 'Alt+t', 'winkel,pe');
      await at.command('leb');
      await at.page.getByRole('dialog').getByRole('radio').first().waitFor();
      await at.press('Control+Enter');
      await at.page.getByRole('dialog').waitFor({ state: 'detached' });
    },
  },
  {
    id: 'K13',
    title: 'release ten results, one after the other',
    begin: dayList,
    async go(at) {
      await at.press('F7');
      await at.see(at.page.locator('.freigabe-item').first());
      await at.page.locator('.freigabe-items:focus').waitFor();
      await at.press('ArrowDown');
      for (let n = 1; n <= 10; n++) {
        const before = await at.page.locator('.freigabe-item').count();
        await at.press('Control+Enter');
        await at.page.waitForFunction((count) => document.querySelectorAll('.freigabe-item').length < count, before);
      }
    },
  },
  {
    id: 'K14',
    title: 'give a result back with a word',
    begin: dayList,
    async go(at) {
      await at.press('F7');
      await at.see(at.page.locator('.freigabe-item').first());
      await at.page.locator('.freigabe-items:focus').waitFor();
      await at.press('ArrowDown', 'r');
      await at.page.locator('textarea:focus, input:focus').waitFor();
      await at.type('Bitte Einheit nachtragen');
      await at.press('Control+Enter');
      await at.page.waitForTimeout(500);
    },
  },
  {
    id: 'K15',
    title: 'hand a document in',
    begin: akte,
    async go(at) {
      const chooser = at.page.waitForEvent('filechooser');
      await at.press('Alt+a');
      await (await chooser).setFiles({ name: 'Arztbrief.txt', mimeType: 'text/plain', buffer: Buffer.from('Befund') });
      await saved(at, 'Arztbrief');
    },
  },
  {
    id: 'K16',
    title: 'a new patient',
    begin: dayList,
    async go(at) {
      await at.press('Alt+n');
      await at.page.locator('input:focus').waitFor();
      await at.type('Sonnleitner');
      await at.press('Tab');
      await at.type('Korbinian');
      await at.press('Tab');
      await at.type('1.3.99');
      await at.press('Enter');
      await at.see(at.page.locator('aside.person', { hasText: 'Sonnleitner' }));
    },
  },
  {
    id: 'K17',
    title: 'a warning (CAVE) for a patient',
    begin: akte,
    async go(at) {
      await at.press('Alt+k');
      await at.page.locator('textarea:focus').waitFor();
      await at.type('Penicillin');
      await at.press('Control+Enter');
      await at.see(at.page.locator('aside.person', { hasText: 'Penicillin' }));
    },
  },
  {
    id: 'K18',
    title: 'a task for anybody, from anywhere',
    begin: dayList,
    async go(at) {
      await at.press('F8');
      await at.page.locator('[role=dialog] input:focus').waitFor();
      await at.type('Papier bestellen');
      await at.press('Control+Enter');
      await at.page.getByRole('dialog').waitFor({ state: 'detached' });
    },
  },
  {
    id: 'K19',
    title: 'every shown Eintrag as PDF',
    begin: akte,
    async go(at) {
      await at.press('Alt+d');
      await at.page.getByRole('region', { name: 'Auswahl' }).waitFor();
      const download = at.page.waitForEvent('download');
      await at.press('Shift+D');
      await download;
    },
  },
  {
    id: 'K20',
    title: 'undo the last act of the day list',
    begin: dayList,
    async go(at) {
      const row = await expectedRow(at);
      await at.press('a', 'Control+z');
      await at.see('Zurückgenommen');
      await row.locator('.col-sign title', { hasText: 'erwartet' }).waitFor({ state: 'attached' });
    },
  },
  ...DESK_TASKS,
];

/** The first who is expected, chosen as arrow keys would: who that is depends on the hour, and how far down it stands is the day's. */
async function expectedRow({ page }: CountedPage): Promise<Locator> {
  const first = page
    .locator(rows)
    .filter({ has: page.locator('title', { hasText: 'erwartet' }) })
    .first();
  const id = await first.getAttribute('data-row');
  const row = page.locator(`[data-row="${id}"]`);
  await row.focus();
  return row;
}

/** Opens a dialog that asks for somebody, and chooses the first who is found. */
async function person(at: CountedPage, key: string, name: string): Promise<void> {
  await at.press(key);
  await at.page.locator('[role=dialog] [role=combobox]:focus').waitFor();
  await at.type(name);
  await at.see(at.page.getByRole('option').first());
  await at.press('Enter');
}
