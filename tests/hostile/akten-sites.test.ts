import { type Safe, sealEintrag } from '@siegel/safe';
import { buildNextCaseKey, isUnreadable } from '@siegel/seal';
import { decodeBody, equalBytes, hexOf, type Id } from '@siegel/wire';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { namedCaseKey } from '../../keyed/safe/src/renewal/named-case-key.ts';
import { writingKey } from '../../keyed/safe/src/renewal/writing-key.ts';
import { fetchContent } from '../../keyed/safe/src/safe/fetch-content.ts';
import { addSite } from '../../keyed/safe/src/sites/change-sites.ts';
import { runSiteJob } from '../../keyed/safe/src/sites/site-job.ts';
import { type Colleague, joinPractice } from '../../keyed/safe/test-support/colleague.ts';
import { must, type Practice } from '../../keyed/safe/test-support/practice.ts';
import { ForgedJournal } from './forged-journal.ts';
import { type HostileWorld, startHostileWorld, takeLogKey } from './hostile-world.ts';

// What a malicious server, and who stays behind at the old site, must not achieve when Akten move between sites (docs/spec/sites.md,
// BS8, BS9; threat model M3, M7).

let world: HostileWorld;
let practice: Practice;
let desk: Safe;
let logSeed: Uint8Array;
let main: Id;
let branch: Id;
/** Belongs to the old site alone. */
let nurse: Colleague;
let witness: Safe;
let devices = 0;

beforeAll(async () => {
  world = await startHostileWorld();
  ({ practice } = world);
  ({ desk } = practice);
  logSeed = await takeLogKey(world);
  main = practice.founded.founding.site;
  branch = must(await addSite(desk, { name: 'Zweigstelle Nord', users: [desk.given.user] }));
  nurse = await joinPractice(practice);
}, 60_000);

afterAll(() => world.end());

beforeEach(async () => {
  world.proxy.beHonest();
  must(await desk.sync());
  must(await nurse.safe.sync());
  witness = await practice.enter(`witness-${devices++}`);
});

async function move(personId: Id) {
  const pause = () => new Promise<void>((resolve) => setTimeout(resolve));
  const given = { isStopped: () => false, follow: () => desk.sync(), pause, onProgress: () => undefined };
  const job = { does: 'move', from: main, to: branch, persons: [hexOf(personId)], releases: false } as const;
  expect(must(await runSiteJob(desk, job, given))).toMatchObject({ done: 1, stayed: [] });
}

const textsOf = async (safe: Safe, personId: Id) =>
  must(await safe.openPerson(hexOf(personId))).flatMap(({ opened }) =>
    isUnreadable(opened) ? [opened.unreadable] : [(opened.value as { text?: string }).text ?? ''].filter(Boolean),
  );

test('[X5] [F5] [BS8] attack 133: a move that nobody entitled signed hides nothing and closes nothing', async () => {
  const { personId, eintraege } = await practice.addPerson('Behauptet', 'steht noch hier');
  const { safe } = nurse;
  must(await safe.sync());
  must(await safe.openPerson(hexOf(personId)));
  // Somebody of the old site alone says the Akte went elsewhere; an honest server refuses them.
  const named = namedCaseKey(safe, eintraege.akte)!;
  const { columns, membership, head } = safe.follower;
  const parent = { entryHash: columns.hashAt(named.seq).slice(), body: decodeBody(columns.entryAt(named.seq)!.body) };
  const [group] = named.groups.map((each) => safe.keys.groupKey(each)!);
  const ofBranch = membership.groupsAt(head.size).find(({ site }) => equalBytes(site, branch))!;
  const movesTo = { akte: new Uint8Array(16).fill(9) as Id, site: branch, entryCount: 2 };
  for (const [groups, code] of [
    [[group!], 'PART_RULE_BROKEN'],
    [[{ ...group!, group: ofBranch.group }], 'RIGHT_MISSING'],
  ] as const) {
    const wish = { ...named, groups, movesTo };
    const { packet } = await buildNextCaseKey(wish, { version: named.version, parent }, safe.author);
    expect(await safe.outbox.sendUnkept([packet])).toMatchObject({ ok: false, error: { code } });
    // A server that takes it in all the same is found out by whoever opens the person.
    const fooled = await practice.enter(`fooled-${devices++}`);
    const forged = new ForgedJournal(world, logSeed);
    await forged.forge([packet], safe.author, fooled);
    world.proxy.lie = forged.lie;
    must(await fooled.sync());
    const seq = fooled.follower.columns.size - 1;
    expect(await textsOf(fooled, personId)).toEqual(['steht noch hier']);
    expect(await fooled.attributions.faultOf(seq)).toBe(code);
    expect(fooled.directory.movedTo(eintraege.akte)).toBeUndefined();
    world.proxy.beHonest();
  }
});

test('[X5] [F5] [BS9] attack 134: with everything the server has of it, nobody of the old site opens what the new one has', async () => {
  const { personId, eintraege } = await practice.addPerson('Verschoben', 'ging mit');
  must(await nurse.safe.sync());
  must(await nurse.safe.openPerson(hexOf(personId)));
  await move(personId);
  const to = desk.directory.movedTo(eintraege.akte)!;
  // What the new site is handed, word for word, comes to the old one.
  const raw: Uint8Array[] = [];
  const akten = [hexOf(to.akte), hexOf(eintraege.akte)];
  const request = { path: 'akten', body: { akten, purpose: 'open' }, keep: (chunk: Uint8Array) => raw.push(chunk) };
  must(await fetchContent(desk.given.address, request, desk));
  must(await nurse.safe.sync());
  world.proxy.lieAbout('akten', (answer) => ({ ...answer, status: 200, body: Buffer.concat(raw) }));
  must(await fetchContent(nurse.given.address, { path: 'akten', body: { akten, purpose: 'open' } }, nurse.safe));
  expect(nurse.safe.keys.caseKey(to.akte)).toBeUndefined();
  // Of the old Akte they have what they had, never the version by which the move closed the rest.
  expect(nurse.safe.keys.caseKey(eintraege.akte)?.version).toBe(1);
  expect(namedCaseKey(nurse.safe, eintraege.akte)?.version).toBe(2);
  expect(await textsOf(nurse.safe, personId)).toEqual([]);
});

test('[X5] [F5] [BS8] [BS9] attack 135: what a stale client writes under the old key is refused, and believed by nobody', async () => {
  const { personId, eintraege } = await practice.addPerson('Veraltet', 'vorher');
  must(await nurse.safe.sync());
  must(await nurse.safe.openPerson(hexOf(personId)));
  const key = must(await writingKey(nurse.safe, eintraege.akte));
  const value = { behandlungstag: '2026-11-22', text: 'mit dem alten Schlüssel' };
  const { packet } = await sealEintrag(nurse.safe, { kind: 'note', value }, { ...eintraege, key });
  await move(personId);
  expect(await nurse.safe.outbox.sendUnkept([packet])).toMatchObject({ ok: false, error: { code: 'AKTE_MOVED' } });
  must(await witness.sync());
  const forged = new ForgedJournal(world, logSeed);
  await forged.forge([packet], nurse.safe.author, witness);
  world.proxy.lie = forged.lie;
  must(await witness.sync());
  const seq = witness.follower.columns.size - 1;
  expect(await witness.attributions.faultOf(seq)).toBe('AKTE_MOVED');
  expect(await textsOf(witness, personId)).toEqual(['vorher']);
});
