import { elsewhereFacts, type PersonIdentity, type PlainRecord } from '@siegel/akten';
import { buildEntry, elsewhereMark, elsewhereMarkKey, platformRandom, sealElsewhere, userCoSigner } from '@siegel/seal';
import { houseRoot, shardRoot } from '@siegel/journal';
import { platformHasher } from '@siegel/seal';
import {
  type CborValue,
  decodeSequence,
  decodeSnapshotHead,
  encodeSequence,
  encodeSnapshotHead,
  type Id,
  type SnapshotHead,
  WIRE_KINDS,
} from '@siegel/wire';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { houseLines } from '../../keyed/safe/src/snapshot/house-lines.ts';
import { ElsewhereLists } from '../../keyed/safe/src/elsewhere/elsewhere-lists.ts';
import { type Colleague, joinPractice } from '../../keyed/safe/test-support/colleague.ts';
import { must } from '../../keyed/safe/test-support/practice.ts';
import { follow, makeSetOf, StrictPractice } from '../../keyed/safe/test-support/strict-practice.ts';

// What a malicious server, also together with a member, must not achieve with the lists of marks (docs/spec/sites.md, BS40 to BS44).

let house: StrictPractice;
/** Works in the Zweigstelle, and asks. */
let cora: Colleague;
/** The list of the first set, as the server answered. */
let first: readonly Item[];

const TRUE: PlainRecord = { familienname: 'Wahrmann', vorname: 'Ilse', geburtsdatum: '1960-03-14' };
const LATER: PlainRecord = { familienname: 'Spaeth', vorname: 'Ilse', geburtsdatum: '1960-03-14' };
const FALSE: PlainRecord = { familienname: 'Erfunden', vorname: 'Ilse', geburtsdatum: '1960-03-14' };
const FRESH_MS = 11 * 60_000;
const PATH = 'snapshot/elsewhere';

type Item = readonly CborValue[];

beforeAll(async () => {
  house = await StrictPractice.start();
  cora = await joinPractice(house.practice, { sites: [house.north] });
  await house.addPerson(TRUE);
  await makeSetOf(house.anna.safe, house.main);
  await follow(cora.safe, house.berta.safe);
}, 60_000);

afterAll(() => house.end());
beforeEach(() => house.world.proxy.beHonest());

const known = (lists: ElsewhereLists, ...drafts: readonly PlainRecord[]) =>
  Promise.all(drafts.map((draft) => lists.isKnown(draft as PersonIdentity)));

/** The server answers with these items. */
function serves(items: readonly CborValue[]): void {
  const body = encodeSequence(items);
  house.world.proxy.lie = async ({ path }, honest) =>
    path === PATH ? { status: 200, headers: { 'content-type': 'application/cbor-seq' }, body } : honest();
}

/** What the server answers truly, taken on its way. */
async function honestItems(by: Colleague): Promise<readonly Item[]> {
  let taken: Uint8Array | undefined;
  house.world.proxy.lie = async ({ path }, honest) => {
    const answer = await honest();
    if (path === PATH) taken = answer.body;
    return answer;
  };
  await known(new ElsewhereLists(by.safe, Date.now), TRUE);
  house.world.proxy.beHonest();
  return decodeSequence(taken ?? new Uint8Array(0)) as unknown as Item[];
}

/** A list as only a member can make it, with whom the server works together: under the true key, of somebody who does not exist. */
async function forgedList(place: { readonly site: Id; readonly set: Id }) {
  const { membership, head } = house.berta.safe.follower;
  const group = house.berta.safe.keys.groupKey(membership.groupOfKindAt('organisation', head.size)!)!;
  const key = await elsewhereMarkKey(group);
  const marks = await Promise.all(elsewhereFacts(FALSE as PersonIdentity).map((fact) => elsewhereMark(fact, key)));
  const list = await sealElsewhere(marks, place, { group });
  const hash = platformHasher.sha256(list);
  return { list, elsewhere: { hash, sizeBytes: list.length, groupKeyId: group.keyId } };
}

test('[X5] [F5] [BS43] attack 145: nothing of a list is believed that nobody of its site has attested', async () => {
  const { berta } = house;
  first = await honestItems(cora);
  const [item] = first;
  const [type, headBytes, seq, list] = item as [number, Uint8Array, number, Uint8Array];
  const head = decodeSnapshotHead(headBytes);
  serves([item as CborValue]);
  expect(await known(new ElsewhereLists(cora.safe, Date.now), TRUE, FALSE)).toEqual([true, false]);
  // Withheld: nothing is said, and nothing else is either.
  serves([]);
  expect(await known(new ElsewhereLists(cora.safe, Date.now), TRUE)).toEqual([false]);
  // In the place of the true one, under the true attestation.
  const forged = await forgedList(head);
  const lying: SnapshotHead = { ...head, elsewhere: forged.elsewhere };
  // Attested by somebody who does not belong to the site, with that site in the scope.
  const { size, root } = berta.safe.follower.head;
  const own: SnapshotHead = { ...head, set: platformRandom(16) as Id, coversSeq: size };
  const made = await forgedList(own);
  const attested: SnapshotHead = { ...own, elsewhere: made.elsewhere };
  const open = {
    logSize: size,
    root,
    siteScope: [house.main],
    akteRoot: root,
    houseRoot: houseRoot(houseLines(berta.safe.follower.columns, size), platformHasher),
    shardRoot: shardRoot(attested, platformHasher),
  };
  const record = platformRandom(16) as Id;
  const draft = { kind: WIRE_KINDS.attestation, schemaVersion: 1, record, open };
  const { author } = berta.safe;
  must(await berta.safe.write([await buildEntry({ ...draft, coSigners: [userCoSigner(author)] }, author)]));
  await follow(berta.safe, cora.safe);
  const [attestedAt = 0] = berta.safe.follower.columns.seqsOfRecord(record);
  const lies: readonly CborValue[] = [
    [type, headBytes, seq, forged.list],
    [type, encodeSnapshotHead(lying), seq, forged.list],
    [type, encodeSnapshotHead(lying), seq - 1, forged.list],
    [type, encodeSnapshotHead(attested), attestedAt, made.list],
    [type, headBytes, seq, list.with(list.length - 1, (list.at(-1) as number) ^ 1)],
    [type, headBytes, seq, list.subarray(0, -1)],
  ];
  for (const lie of lies) {
    serves([lie]);
    expect(await known(new ElsewhereLists(cora.safe, Date.now), TRUE, FALSE)).toEqual([false, false]);
  }
  // An answer that is none leaves what was there.
  let nowMs = Date.now();
  const lists = new ElsewhereLists(cora.safe, () => nowMs);
  serves([item as CborValue]);
  expect(await known(lists, TRUE)).toEqual([true]);
  for (const broken of [[[type, headBytes]], [[9, headBytes, seq, list]], lies.slice(0, 1)]) {
    nowMs += FRESH_MS;
    serves(broken as CborValue[]);
    expect(await known(lists, TRUE, FALSE)).toEqual([true, false]);
  }
});

test('[X5] [F5] [BS43] attack 145: a list older than one this device has opened is not taken again', async () => {
  await house.addPerson(LATER);
  await makeSetOf(house.anna.safe, house.main);
  const { berta } = house;
  await follow(berta.safe);
  let nowMs = Date.now();
  // Another device than the one that asked just now (BS42).
  const lists = new ElsewhereLists(berta.safe, () => nowMs);
  expect(await known(lists, LATER)).toEqual([true]);
  nowMs += FRESH_MS;
  serves(first as CborValue[]);
  expect(await known(lists, TRUE, LATER)).toEqual([true, true]);
});
