import { COMPARTMENTS, finding, person } from '@siegel/akten';
import { MemoryJournal, seededRandom, testKey } from '@siegel/testing';
import { decodeBody, type EntryPacket, equalBytes, WRAPPER } from '@siegel/wire';
import { expect, test } from 'vitest';
import { buildEntry } from './build-entry.ts';
import { makeFounding } from './genesis.ts';
import { makeGroupKey, openGroupKey } from './group-key.ts';
import { kitKeys } from './kit.ts';
import { compartmentKey, makeCaseKey, openCaseKey } from './case-key.ts';
import { openRecord } from './open-record.ts';
import { openPart } from './part.ts';
import { buildAkte, buildRecordEntry } from './record-entry.ts';
import { platformHasher, signBatch } from './sign-batch.ts';

const NOW = 1_795_000_000_000;

/** A founded practice whose journal has taken the first batch. */
export async function aFoundedPractice(seed = 'founding') {
  const random = seededRandom(seed);
  const log = testKey(random(32));
  const tenant = random(16);
  const instance = random(16);
  const given = {
    profile: 'practice',
    organisationName: 'Praxis am Lindenhof',
    siteName: 'Hauptstelle',
    founderName: 'Dr. Jana Lindner',
  } as const;
  const founding = await makeFounding({ tenant, instance, logPublic: log.publicKey, ...given, now: () => NOW, random });
  const journal = new MemoryJournal(tenant, instance, log.publicKey);
  const author = {
    tenant,
    user: founding.user,
    userKey: founding.userKey,
    device: founding.device,
    now: () => NOW,
    random,
  };
  const append = async (packets: readonly EntryPacket[]) =>
    journal.append(await signBatch(packets, { tenant, instance, device: founding.device, seen: journal.head }));
  return { random, tenant, instance, founding, journal, author, append };
}

test('[SL40] a founding is one batch that the journal takes, and its groups open for founder and kit', async () => {
  const { founding, journal, tenant } = await aFoundedPractice();
  expect(await journal.append(founding.request)).toEqual({ ok: true, value: { firstSeq: 0 } });
  const kit = await kitKeys(founding.kit);
  for (const key of [founding.organisation, founding.siteGroup]) {
    const packet = founding.request.packets.find(({ wraps }) =>
      wraps.some((wrap) => equalBytes(wrap.wrappedKeyId, key.keyId)),
    );
    const place = { tenant, group: key.group, version: 1 };
    const [forUser, forRecovery] = packet!.wraps;
    expect(forUser?.wrapper).toBe(WRAPPER.user);
    expect((await openGroupKey(forUser!, place, founding.userKey.xwing))?.keyId).toEqual(key.keyId);
    expect((await openGroupKey(forRecovery!, place, kit.recovery))?.keyId).toEqual(key.keyId);
    expect(await openGroupKey(forUser!, place, kit.recovery)).toBeUndefined();
  }
});

test('[SL40] no name of the founding is readable in its bytes', async () => {
  const { founding } = await aFoundedPractice();
  const bytes = Buffer.concat(
    founding.request.packets.flatMap(({ body, open, envelopes }) => [
      body,
      open?.bytes ?? new Uint8Array(0),
      ...envelopes,
    ]),
  );
  for (const name of ['Lindenhof', 'Hauptstelle', 'Lindner']) expect(bytes.includes(name)).toBe(false);
});

test('[SL7] [SL8] [SL10] an Akte and its records are sealed, taken, and opened again under the keys of the group', async () => {
  const { founding, journal, author, append, random, tenant } = await aFoundedPractice();
  await journal.append(founding.request);
  const akte = random(16);
  const made = await buildAkte(
    { akte, site: founding.site, person: akte, stammakte: false, groups: [founding.siteGroup] },
    author,
  );
  const value = { behandlungstag: '2026-11-22', text: 'RR 140/85, Puls 72 regelmäßig' } as const;
  const record = random(16);
  const home = { akte, site: founding.site, key: made.key };
  const packet = await buildRecordEntry({ kind: finding, record, value }, home, author);
  expect(await append([made.packet, packet])).toMatchObject({ ok: true });

  const wrap = made.packet.wraps[0]!;
  const key = await openCaseKey(wrap, { tenant, akte, version: 1 }, founding.siteGroup);
  const envelopes = packet.envelopes;
  const opened = await openRecord(
    finding,
    { body: decodeBody(packet.body), open: packet.open },
    {
      envelopeOf: (part) => envelopes.find((bytes) => equalBytes(platformHasher.sha256(bytes), part.envelopeHash)),
      keyOf: (compartment) => compartmentKey(key!, compartment),
    },
  );
  expect(opened).toMatchObject({ value });
  expect(await openCaseKey(wrap, { tenant, akte, version: 1 }, founding.organisation)).toBeUndefined();
});

test('[SL10] [JN6] a corrected phone number carries the clinical part without opening it', async () => {
  const { founding, journal, author, append, random } = await aFoundedPractice();
  await journal.append(founding.request);
  const akte = random(16);
  const made = await buildAkte(
    { akte, site: new Uint8Array(16), person: akte, stammakte: true, groups: [founding.organisation] },
    author,
  );
  const home = { akte, site: new Uint8Array(16), key: made.key };
  const value = { familienname: 'Brandt', vorname: 'Ilse', cave: 'Penicillin' };
  const record = random(16);
  const first = await buildRecordEntry({ kind: person, record, value }, home, author);
  const body = decodeBody(first.body);
  const parent = { entryHash: platformHasher.sha256(first.body), body };
  const previous = new Map([
    ['identity', { familienname: 'Brandt', vorname: 'Ilse' }],
    ['clinical', { cave: 'Penicillin' }],
  ] as const);
  const second = await buildRecordEntry(
    { kind: person, record, value: { ...value, vorname: 'Ilse Maria' }, parent, previous },
    home,
    author,
  );
  expect(await append([made.packet, first, second])).toMatchObject({ ok: true });
  const parts = decodeBody(second.body).parts;
  expect(second.envelopes).toHaveLength(1);
  expect(parts[0]?.partVersion).toBe(2);
  expect(parts[1]).toEqual(body.parts[1]);
});

const COUNTS = [0, 1, 2, 3] as const;

/** An Akte of the founded practice under its site's group, and its first batch. */
async function anAkte({ founding, journal, author, random }: Awaited<ReturnType<typeof aFoundedPractice>>) {
  await journal.append(founding.request);
  const akte = random(16);
  const wish = { akte, site: founding.site, person: akte, stammakte: false, groups: [founding.siteGroup] };
  const { key, packet } = await buildAkte(wish, author);
  return { packet, home: { akte, site: founding.site, key } };
}

test.each(COUNTS)('[SL7] founds an Akte under %i groups, each of which opens it by its own wrap', async (count) => {
  const { author, random, tenant } = await aFoundedPractice();
  const akte = random(16);
  const groups = await Promise.all(
    Array.from({ length: count }, () => makeGroupKey({ tenant, group: random(16), version: 1 }, random)),
  );
  const { key, packet } = await buildAkte({ akte, site: random(16), person: akte, stammakte: true, groups }, author);
  expect(packet.wraps).toHaveLength(count);
  for (const [at, group] of groups.entries())
    for (const [of, wrap] of packet.wraps.entries())
      expect((await openCaseKey(wrap, { tenant, akte, version: 1 }, group))?.keyId).toEqual(
        at === of ? key.keyId : undefined,
      );
});

test.each(COUNTS)('[SL10] seals an entry of %i parts, each of which opens under its own key only', async (count) => {
  const { author, random, tenant } = await aFoundedPractice();
  const akte = random(16);
  const above = await makeCaseKey({ tenant, akte, version: 1 }, random);
  const names = COMPARTMENTS.slice(0, count);
  const keys = await Promise.all(names.map((name) => compartmentKey(above, name)));
  const draft = { kind: person.code, schemaVersion: 1, record: random(16), akte };
  const sealed = new Map(names.map((name) => [name, { familienname: name }]));
  const packet = await buildEntry({ ...draft, sealed, keyOf: (name) => compartmentKey(above, name) }, author);
  const { parts } = decodeBody(packet.body);
  expect([parts.length, packet.envelopes.length]).toEqual([count, count]);
  for (const [at, part] of parts.entries())
    for (const [of, key] of keys.entries()) {
      const place = { ...part, originTenant: tenant, kind: draft.kind, record: draft.record, akte };
      const opened = await openPart(packet.envelopes[at]!, place, { ...key, keyId: part.keyId });
      expect(opened.ok && opened.value).toEqual(at === of && { familienname: names[at] });
    }
});

test.each(COUNTS)(
  '[WR14] [JN1] signs a batch of %i entries, and the journal takes each but the empty one',
  async (count) => {
    const practice = await aFoundedPractice();
    const { packet, home } = await anAkte(practice);
    expect(await practice.append([packet])).toMatchObject({ ok: true });
    const before = practice.journal.entries.length;
    const value = { behandlungstag: '2026-11-22', text: 'RR 140/85' } as const;
    const packets = await Promise.all(
      Array.from({ length: count }, () =>
        buildRecordEntry({ kind: finding, record: practice.random(16), value }, home, practice.author),
      ),
    );
    // A statement counts 1 to 1,000: an empty one is no statement.
    const refused = { ok: false, error: { code: 'LAYOUT_MALFORMED' } };
    const taken = { ok: true, value: { firstSeq: before } };
    expect(await practice.append(packets)).toEqual(count === 0 ? refused : taken);
    expect(practice.journal.entries.length).toBe(before + count);
  },
);

test.each(COUNTS)(
  '[SL14] [JN6] opens a record after %i corrections, each sealed anew beside what it carries',
  async (count) => {
    const practice = await aFoundedPractice();
    const { packet, home } = await anAkte(practice);
    const record = practice.random(16);
    const value = { familienname: 'Brandt', vorname: 'Ilse', cave: 'Penicillin' };
    const packets = [packet, await buildRecordEntry({ kind: person, record, value }, home, practice.author)];
    for (let corrected = 1; corrected <= count; corrected++) {
      const last = packets.at(-1)!.body;
      const parent = { entryHash: platformHasher.sha256(last), body: decodeBody(last) };
      const before = corrected === 1 ? value.vorname : `Ilse ${corrected - 1}`;
      const previous = new Map([
        ['identity', { familienname: 'Brandt', vorname: before }],
        ['clinical', { cave: value.cave }],
      ] as const);
      const next = { ...value, vorname: `Ilse ${corrected}` };
      packets.push(
        await buildRecordEntry({ kind: person, record, value: next, parent, previous }, home, practice.author),
      );
    }
    expect(await practice.append(packets)).toMatchObject({ ok: true });
    const envelopes = packets.flatMap((one) => one.envelopes);
    const newest = packets.at(-1)!;
    const opened = await openRecord(
      person,
      { body: decodeBody(newest.body), open: newest.open },
      {
        envelopeOf: (part) => envelopes.find((bytes) => equalBytes(platformHasher.sha256(bytes), part.envelopeHash)),
        keyOf: (compartment) => compartmentKey(home.key, compartment),
      },
    );
    expect(opened).toMatchObject({ value: { ...value, vorname: count === 0 ? 'Ilse' : `Ilse ${count}` } });
    expect(decodeBody(newest.body).parts.map(({ partVersion }) => partVersion)).toEqual([count + 1, 1]);
  },
);
