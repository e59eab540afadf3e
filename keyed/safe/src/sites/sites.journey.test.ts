import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isUnreadable } from '@siegel/seal';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { equalBytes, hexOf, type Id } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Colleague, joinPractice } from '../../test-support/colleague.ts';
import { ILSE, must, Practice } from '../../test-support/practice.ts';
import type { Safe } from '../safe/safe.ts';
import { sealEintrag, sealNewPerson } from '../safe/write-records.ts';
import { openHouseNames } from '../worker/staff-names.ts';
import { placeForPerson } from '../worker/seal-wish.ts';
import { addSite, renameSite, setSiteOpen } from './change-sites.ts';
import { aktenBySite, openOwnSites, sitesOf } from './site-list.ts';

let server: ServerProcess;
let folder: string;
let practice: Practice;
let desk: Safe;
let branch: Id;
let nurse: Colleague;

beforeAll(async () => {
  server = await spawnServer();
  folder = await mkdtemp(join(tmpdir(), 'siegel-sites-'));
  practice = await Practice.found({ origin: server.url, foundingToken: await server.foundingToken(), folder });
  ({ desk } = practice);
  nurse = await joinPractice(practice);
}, 60_000);

afterAll(async () => {
  await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
  await rm(server.directory, { recursive: true, force: true });
});

const nameOf = async (safe: Safe, site: Id) => {
  const names = await openHouseNames(safe);
  const known = sitesOf(safe).find((one) => equalBytes(one.site, site));
  return known === undefined ? undefined : names.byGroup.get(hexOf(known.group));
};

test('[F5] [BS1] a new site has a sealed name, a group, and keys for those who belong to it and nobody else', async () => {
  branch = must(await addSite(desk, { name: 'Zweigstelle Nord', users: [desk.given.user] }));
  expect(await nameOf(desk, branch)).toBe('Zweigstelle Nord');
  const known = sitesOf(desk).find(({ site }) => equalBytes(site, branch))!;
  expect(known).toMatchObject({ isOpen: true, users: [desk.given.user] });
  expect(desk.keys.groupKey(known.group)?.version).toBe(1);
  must(await nurse.safe.sync());
  expect(nurse.safe.keys.groupKey(known.group)).toBeUndefined();
  expect(await nameOf(nurse.safe, branch)).toBe('Zweigstelle Nord');
  expect(await addSite(desk, { name: '  ', users: [desk.given.user] })).toMatchObject({
    error: { code: 'SITE_NAME_MISSING' },
  });
  expect(await addSite(nurse.safe, { name: 'Eigene', users: [nurse.user] })).toMatchObject({
    error: { code: 'RIGHT_MISSING' },
  });
  // Nobody would hold its key.
  expect(await addSite(desk, { name: 'Leer', users: [] })).toMatchObject({ error: { code: 'RIGHT_MISSING' } });
});

test('[F5] [BS1] [BS4] what is written at a site is read by nobody who does not belong to it', async () => {
  const made = must(await sealNewPerson(desk, { ...ILSE, familienname: 'Nordmann' }, { site: branch }));
  const place = { akte: made.akte, site: branch, key: made.akteKey };
  const value = { behandlungstag: '2026-11-22', text: 'nur im Norden' };
  const { packet, record } = await sealEintrag(desk, { kind: 'note', value }, place);
  must(await desk.write([...made.packets, packet]));
  must(await desk.sync());
  expect(aktenBySite(desk).get(hexOf(branch))).toBe(1);
  must(await nurse.safe.sync());
  const seen = must(await nurse.safe.openPerson(hexOf(made.personId)));
  expect(seen.some(({ record: each }) => equalBytes(each.newest.body.record, record))).toBe(false);
  expect(nurse.safe.keys.caseKey(made.akte)).toBeUndefined();
  // Who the person is, the whole house knows: an Akte at another site begins with the first Eintrag there.
  const found = must(await placeForPerson(nurse.safe, hexOf(made.personId)));
  expect(found.founding).toHaveLength(1);
  const own = await sealEintrag(nurse.safe, { kind: 'note', value: { ...value, text: 'in der Hauptstelle' } }, found);
  must(await nurse.safe.write([...found.founding, own.packet]));
  must(await nurse.safe.sync());
  must(await desk.sync());
  const both = must(await desk.openPerson(hexOf(made.personId)));
  const texts = both.flatMap(({ opened }) => (isUnreadable(opened) ? [] : [(opened.value as { text?: string }).text]));
  expect(texts).toContain('in der Hauptstelle');
  expect(texts).toContain('nur im Norden');
  // The second Eintrag finds that Akte.
  expect(must(await placeForPerson(nurse.safe, hexOf(made.personId)))).toMatchObject({
    akte: found.akte,
    founding: [],
  });
});

test('[F5] [BS2] [BS3] a site is renamed, closed and opened again; closed it takes no new Akte, and what is there goes on', async () => {
  must(await renameSite(desk, branch, 'Zweigstelle am Hafen'));
  expect(await nameOf(desk, branch)).toBe('Zweigstelle am Hafen');
  must(await setSiteOpen(desk, branch, false));
  expect(sitesOf(desk).find(({ site }) => equalBytes(site, branch))?.isOpen).toBe(false);
  expect(openOwnSites(desk).some((site) => equalBytes(site, branch))).toBe(false);
  const late = must(await sealNewPerson(desk, ILSE, { site: branch }));
  expect(await desk.write(late.packets)).toMatchObject({ ok: false, error: { code: 'SITE_CLOSED' } });
  const [known] = [...desk.directory.persons()].filter((person) =>
    desk.directory.aktenOfPerson(person).some(({ site }) => equalBytes(site, branch)),
  );
  const akte = desk.directory.aktenOfPerson(known!).find(({ site }) => equalBytes(site, branch))!;
  must(await desk.openPerson(known!));
  const place = { akte: akte.akte, site: branch, key: desk.keys.caseKey(akte.akte)! };
  const after = await sealEintrag(
    desk,
    { kind: 'note', value: { behandlungstag: '2026-11-22', text: 'danach' } },
    place,
  );
  expect(must(await desk.write([after.packet])).saved).toBe(true);
  expect(await setSiteOpen(desk, practice.founded.founding.site, false)).toMatchObject({
    error: { code: 'LAST_SITE' },
  });
  must(await setSiteOpen(desk, branch, true));
  expect(must(await desk.write(late.packets)).saved).toBe(true);
  must(await desk.sync());
});
