import { downloadAttachment, openHistory, Safe, sealEintrag, sealNextVersion, uploadAttachment } from '@siegel/safe';
import { isUnreadable, makeDeviceKeys } from '@siegel/seal';
import type { GivenAnswer } from '@siegel/testing';
import { type CborValue, encodeCbor, hexOf, SUITE } from '@siegel/wire';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { FINDING, ILSE, must, type PersonIds, type Practice } from '../../keyed/safe/test-support/practice.ts';
import { changeItems, type HostileWorld, shown, shownHere, startHostileWorld } from './hostile-world.ts';

// What a malicious server must not achieve with sealed content, over the real wire against the real safe (crypto.md; threat
// model M3). Every attack is made by a proxy between the two, which may answer anything.

const OTHER = 'Puls 72, regelmaessig';
let world: HostileWorld;
let practice: Practice;
let other: PersonIds;
/** A device that has the keys and the journal, and no content yet. */
let victim: Safe;
let devices = 0;

const ENVELOPE = 5;
type Item = readonly CborValue[];
const isEnvelope = (item: Item) => item[0] === ENVELOPE;
/** Lies about envelopes on their way, one by one; null leaves one out. */
const lieAboutEnvelopes = (change: (bytes: Uint8Array, akte: Uint8Array) => Uint8Array | null) =>
  world.proxy.lieAbout(
    'akten',
    changeItems((items) =>
      items.flatMap((item) => {
        if (!isEnvelope(item)) return [item];
        const bytes = change((item[2] as Uint8Array).slice(), item[1] as Uint8Array);
        return bytes === null ? [] : [[ENVELOPE, item[1] as Uint8Array, bytes]];
      }),
    ),
  );
const withheld = (count: number) => ({ values: [], unreadable: Array(count).fill('CONTENT_WITHHELD') });

beforeAll(async () => {
  world = await startHostileWorld();
  ({ practice } = world);
  other = await practice.addPerson('Lorenz', OTHER);
}, 60_000);

afterAll(() => world.end());

beforeEach(async () => {
  world.proxy.beHonest();
  victim = await practice.enter(`victim-${devices++}`, await makeDeviceKeys());
});

/** Whatever the lie was: without it the same device shows everything again. */
async function recovers() {
  world.proxy.beHonest();
  expect(await shown(victim, practice.personId)).toEqual({ values: [ILSE, FINDING], unreadable: [] });
}

test('[X5] [SL12] attack 20: parts moved to other records, compartments and Akten never show there', async () => {
  const all: Uint8Array[] = [];
  world.proxy.lieAbout(
    'akten',
    changeItems((items) => {
      all.push(...items.filter(isEnvelope).map((item) => item[2] as Uint8Array));
      expect(all.length).toBeGreaterThan(1);
      let next = all.length;
      return items.map((item) => (isEnvelope(item) ? [ENVELOPE, item[1]!, all[--next % all.length]!] : item));
    }),
  );
  // A part is found by its hash, wherever the server says it belongs.
  expect(await shown(victim, practice.personId)).toEqual({ values: [ILSE, FINDING], unreadable: [] });
  const { values } = await shown(victim, other.personId);
  expect(values).toContainEqual({ ...FINDING, text: OTHER });
  expect(values).not.toContainEqual(FINDING);
});

test('[X5] [SF6] attack 21: a dropped part is unreadable, never empty, and nothing is saved over it', async () => {
  let left = 1;
  lieAboutEnvelopes((bytes) => (left-- > 0 ? null : bytes));
  const { values, unreadable } = await shown(victim, practice.personId);
  expect({ values, unreadable }).toEqual({ values: [FINDING], unreadable: ['CONTENT_WITHHELD'] });
  const [record] = victim.records.recordsOfAkte(practice.personId).filter(({ newest }) => newest.body.parts.length > 0);
  const next = await sealNextVersion(victim, record!.newest.body.record, ILSE);
  expect(next).toMatchObject({ ok: false, error: { code: 'UNREADABLE' } });
  expect(world.proxy.askedFor('append')).toEqual([]);
  await recovers();
});

test('[X5] [SL12] attack 22: a flipped, cut or lengthened part is not shown', async () => {
  const changes: ((bytes: Uint8Array) => Uint8Array)[] = [
    (bytes) => bytes.with(0, bytes[0]! ^ 3),
    (bytes) => bytes.with(bytes.length >> 1, bytes[bytes.length >> 1]! ^ 0x80),
    (bytes) => bytes.with(bytes.length - 1, bytes.at(-1)! ^ 1),
    (bytes) => bytes.subarray(0, bytes.length - 1),
    (bytes) => bytes.subarray(0, 1),
    (bytes) => new Uint8Array([...bytes, 0]),
  ];
  for (const change of changes) {
    lieAboutEnvelopes(change);
    expect(await shown(victim, practice.personId), String(change)).toEqual(withheld(2));
  }
  await recovers();
});

test('[X5] [WR21] attack 23: plaintext in place of a part, bare or dressed as an envelope, is not shown', async () => {
  const lie = encodeCbor({ behandlungstag: '2026-11-20', text: 'vom Server erfunden' });
  for (const bytes of [
    lie,
    new Uint8Array([SUITE, ...lie]),
    new Uint8Array([0, ...lie]),
    new Uint8Array([2, ...lie]),
  ]) {
    lieAboutEnvelopes(() => bytes);
    expect(await shown(victim, practice.personId)).toEqual(withheld(2));
  }
  await recovers();
});

test('[X5] attack 24: the older version of a part in place of the newest is not shown', async () => {
  const desk = practice.desk;
  must(await desk.openPerson(hexOf(other.personId)));
  const kept: Uint8Array[] = [];
  lieAboutEnvelopes((bytes) => {
    kept.push(bytes);
    return bytes;
  });
  expect((await shown(victim, other.personId)).unreadable).toEqual([]);
  const next = must(await sealNextVersion(desk, other.finding, { ...FINDING, text: 'RR 120/80' }));
  must(await desk.write([next]));
  must(await victim.sync());
  let at = 0;
  lieAboutEnvelopes(() => kept[at++]!);
  const { values, unreadable } = await shown(victim, other.personId);
  expect(unreadable).toEqual(['CONTENT_WITHHELD']);
  expect(values).not.toContainEqual({ ...FINDING, text: OTHER });
  world.proxy.beHonest();
  expect((await shown(victim, other.personId)).values).toContainEqual({ ...FINDING, text: 'RR 120/80' });
});

test('[X5] [SF6] attack 25: an answer cut in the middle is an error, one that ends early is noticed', async () => {
  world.proxy.lieAbout('akten', (answer) => ({ ...answer, cutAt: answer.body.length >> 1 }));
  const cut = await victim.openPerson(hexOf(practice.personId));
  expect(cut).toEqual({ ok: false, error: { code: 'OFFLINE' } });
  expect((await shownHere(victim, practice.personId)).values).not.toContainEqual(FINDING);
  world.proxy.lieAbout('akten', (answer) => ({ ...answer, body: answer.body.subarray(0, answer.body.length - 9) }));
  expect(await victim.openPerson(hexOf(practice.personId))).toMatchObject({
    ok: false,
    error: { code: 'CBOR_MALFORMED' },
  });
  let left = 1;
  lieAboutEnvelopes((bytes) => (left-- > 0 ? bytes : null));
  expect((await shown(victim, practice.personId)).unreadable).toContain('CONTENT_WITHHELD');
  await recovers();
});

test('[X5] [JN22] attack 26: an Akte the journal names and the server denies is an error, not an empty Akte', async () => {
  world.proxy.lieAbout('akten', (answer) => ({ ...answer, body: new Uint8Array(0) }));
  expect(await shown(victim, practice.personId)).toEqual(withheld(2));
  const denial = { code: 'AKTE_UNKNOWN', de: 'Diese Akte gibt es nicht.', en: 'There is no such Akte.' };
  world.proxy.lieAbout('akten', (answer) => ({ ...answer, status: 404, body: Buffer.from(JSON.stringify(denial)) }));
  const denied = await victim.openPerson(hexOf(practice.personId));
  expect(denied).toMatchObject({ ok: false, error: { code: 'AKTE_UNKNOWN' } });
  await recovers();
});

test('[X5] [SF20] attack 27: a person left out of the index is counted as not readable, and found when it comes', async () => {
  const hidden = hexOf(other.personId);
  const without = changeItems((items) =>
    items.filter((item) => !isEnvelope(item) || hexOf(item[1] as Uint8Array) !== hidden),
  );
  let whole: GivenAnswer | undefined;
  world.proxy.lieAbout('index', (answer) => {
    whole = answer;
    return without(answer);
  });
  expect(must(await victim.loadIndex())).toBe(1);
  expect(victim.index.search('lorenz').total).toBe(0);
  expect([...victim.unreadablePersons]).toEqual([hidden]);
  // What this device kept has the gap, too: the next start asks for everything again. (The server itself answers this
  // question once in ten seconds only.)
  world.proxy.lieAbout('index', () => whole!);
  const again = must(await Safe.open(victim.given));
  expect(must(await again.loadIndex())).toBe(2);
  const [first, second] = world.proxy.askedFor('index').map(({ body }) => Buffer.from(body).toString());
  expect(second).toBe(first);
  expect(again.index.search('lorenz').total).toBe(1);
  expect([...again.unreadablePersons]).toEqual([]);
});

test('[X5] [SL20] [SL21] attack 28: an exchanged, cut or changed attachment is not handed out', async () => {
  const content = new TextEncoder().encode('Ultraschall vom 20.11.'.repeat(9_000));
  const first = must(await uploadAttachment(practice.desk, practice.akte, content));
  const second = must(await uploadAttachment(practice.desk, practice.akte, content.slice(1)));
  const path = `blobs/${hexOf(first.blobIds[0]!)}`;
  const changes = [
    (body: Uint8Array) => body.with(70_000, body[70_000]! ^ 1),
    (body: Uint8Array) => body.subarray(0, 65_552),
    () => new Uint8Array(0),
    () => content,
  ];
  for (const change of changes) {
    world.proxy.lieAbout(path, (answer) => ({ ...answer, body: change(answer.body) }));
    expect(await downloadAttachment(victim, first)).toMatchObject({ ok: false, error: { code: 'OPEN_TAMPERED' } });
  }
  world.proxy.beHonest();
  // A record that names the bytes of another file: the file key does not open them.
  expect(await downloadAttachment(victim, { ...first, blobIds: second.blobIds })).toMatchObject({ ok: false });
  expect(must(await downloadAttachment(victim, first))).toEqual(content);
});

test('[X5] [JN22] attack 29: versions left out of a history stand in it as unreadable', async () => {
  must(await practice.desk.openPerson(hexOf(practice.personId)));
  const { packet, record } = await sealEintrag(practice.desk, { kind: 'note', value: FINDING }, practice.eintraege);
  must(await practice.desk.write([packet]));
  must(await practice.desk.sync());
  must(await practice.desk.openPerson(hexOf(practice.personId)));
  const next = must(await sealNextVersion(practice.desk, record, { ...FINDING, text: 'berichtigt' }));
  must(await practice.desk.write([next]));
  must(await victim.sync());
  let left = 0;
  lieAboutEnvelopes((bytes) => (left++ === 1 ? null : bytes));
  const records = must(await openHistory(victim, [practice.akte], 'open'));
  const opened = records.flat().map((version) => version.opened);
  expect(opened).toHaveLength(3);
  expect(opened.filter(isUnreadable)).toEqual([{ unreadable: 'CONTENT_WITHHELD' }]);
});
