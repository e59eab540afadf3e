import { pageSealer } from '@siegel/seal';
import { decodeCbor, encodeCbor, hexOf, type Id } from '@siegel/wire';
import { LocalPages } from '../local/local-pages.ts';
import type { Safe } from './safe.ts';
import type { SafeGiven } from './safe-given.ts';

const PAGE = 'sitechoice';
const MOST = 500;

type Choices = readonly (readonly [person: string, site: string])[];

/** At which site somebody writes for a person, as chosen on this device; it lies sealed (BS13). */
export async function chosenSite(
  given: Pick<SafeGiven, 'pages' | 'userKey'>,
  personId: string,
): Promise<string | undefined> {
  return (await readChoices(given)).find(([person]) => person === personId)?.[1];
}

/** Remembers a choice; the oldest go. */
export async function chooseSite(
  given: Pick<SafeGiven, 'pages' | 'userKey'>,
  personId: string,
  siteId: string,
): Promise<void> {
  const others = (await readChoices(given)).filter(([person]) => person !== personId);
  const choices: Choices = [[personId, siteId], ...others.slice(0, MOST - 1)];
  await (await pagesOf(given)).put(0, encodeCbor(choices));
}

/** The sites of the own user at which something can be written for a person: where there is an Akte of theirs, and where one can be
 *  founded. The one chosen stands first when it still can be, then those with an Akte (BS4, BS13). */
export function writableSites(safe: Safe, personId: string, chosen: string | undefined): readonly Id[] {
  const { membership, head } = safe.follower;
  const akten = safe.directory.openAktenOfPerson(personId).filter(({ stammakte }) => !stammakte);
  const hasAkte = (site: Id) => akten.some((akte) => hexOf(akte.site) === hexOf(site));
  const possible = safe.sites.filter((site) => hasAkte(site) || membership.isSiteAt(site, head.size));
  const inOrderOfAkten = akten.flatMap(({ site }) => possible.filter((own) => hexOf(own) === hexOf(site)));
  const inOrder = [...possible.filter((site) => hexOf(site) === chosen), ...inOrderOfAkten, ...possible];
  return [...new Map(inOrder.map((site) => [hexOf(site), site])).values()];
}

async function readChoices(given: Pick<SafeGiven, 'pages' | 'userKey'>): Promise<Choices> {
  const page = await (await pagesOf(given)).at(0);
  return page === undefined ? [] : (decodeCbor(page) as Choices);
}

async function pagesOf({ pages, userKey }: Pick<SafeGiven, 'pages' | 'userKey'>): Promise<LocalPages> {
  return new LocalPages(pages, await pageSealer(userKey.secret), PAGE);
}
