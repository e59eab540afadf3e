import { finding, person } from '@siegel/akten';
import { MemoryJournal, seededRandom, testKey } from '@siegel/testing';
import { decodeBody, type EntryPacket, equalBytes, WRAPPER } from '@siegel/wire';
import { expect, test } from 'vitest';
import { makeFounding } from './genesis.ts';
import { openGroupKey } from './group-key.ts';
import { kitKeys } from './kit.ts';
import { openCaseKey, compartmentKey } from './case-key.ts';
import { openRecord } from './open-record.ts';
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
