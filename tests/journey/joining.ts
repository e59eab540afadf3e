import { hexOf } from '@siegel/wire';
import type { Page } from 'playwright-core';
import { admitColleague } from '../../keyed/safe/src/people/admit-colleague.ts';
import { inviteColleague } from '../../keyed/safe/src/people/invite-colleague.ts';
import { must } from '../../keyed/safe/test-support/practice.ts';
import { goTo, isIn, type LeadWorld } from './lead-world.ts';

/** What whoever is invited chooses as a password. */
export const OWN_PASSWORD = 'Birken am Kanal 12';

/** An invitation as it is handed over: a link and, by another way, a code. */
export interface HandedOut {
  readonly link: string;
  readonly code: string;
}

/** A new password, twice. */
export async function choosePassword(page: Page, password: string): Promise<void> {
  await page.getByLabel('Passwort', { exact: true }).fill(password);
  await page.getByLabel('Passwort wiederholen').fill(password);
  await page.getByText(/Stärke: (sehr )?gut/).waitFor();
  await page.keyboard.press('Enter');
}

/** Link and code from the screen of whoever made them. */
export async function handedOut(page: Page): Promise<HandedOut> {
  await page.locator('.handed-text').first().waitFor();
  const [link = '', code = ''] = await page.locator('.handed-text').allTextContents();
  await page.getByRole('button', { name: 'Fertig', exact: true }).click();
  return { link, code };
}

/** The lead invites somebody on the screen, by nothing but a name. */
export async function invite(lead: Page, name: string): Promise<HandedOut> {
  await goTo(lead, 'Mitarbeitende');
  await lead.getByRole('button', { name: 'Person einladen' }).click();
  await lead.getByLabel('Name', { exact: true }).fill(name);
  await lead.keyboard.press('Enter');
  return handedOut(lead);
}

/** Follows an invitation as somebody who was never here, up to the waiting. */
export async function follow(page: Page, made: HandedOut, account: string): Promise<void> {
  await page.goto(made.link);
  await page.getByLabel('Code der Einladung').fill(made.code);
  await page.getByLabel('Benutzername').fill(account);
  await choosePassword(page, OWN_PASSWORD);
  await page.getByRole('heading', { name: 'Sie warten auf Aufnahme' }).waitFor();
}

/** Somebody invited and admitted by the lead on the screen, at work in a browser of their own. */
export async function joinOnScreen(
  world: LeadWorld,
  lead: Page,
  who: { name: string; account: string },
): Promise<Page> {
  const made = await invite(lead, who.name);
  const page = await world.page();
  await follow(page, made, who.account);
  await lead.getByRole('button', { name: 'Aufnehmen', exact: true }).click();
  await isIn(page);
  return page;
}

/** Somebody of the Hauptstelle whom the practice itself invited and admitted, at work in a browser of their own.
 *  @param url where their browser finds the server. */
export async function joinUnseen(world: LeadWorld, who: { name: string; account: string }, url: string): Promise<Page> {
  const { desk, founded } = world.practice;
  const rights = ['read-records', 'write-records'];
  const wish = { name: who.name, profession: 'MFA', rights, sites: [founded.founding.site] };
  const { user, token, code } = must(await inviteColleague(desk, wish));
  const page = await world.page();
  const link = `${url}/#einladung=${hexOf(desk.given.tenant)}.${hexOf(user)}.${token}`;
  await follow(page, { link, code }, who.account);
  must(await admitColleague(desk, user));
  await isIn(page);
  return page;
}
