import { Safe, sealEintrag } from '@siegel/safe';
import { type AskedRequest, type GivenAnswer, LyingProxy } from '@siegel/testing';
import {
  appendRequestOfItems,
  decodeSequence,
  decodeStatement,
  type EntryPacket,
  equalBytes,
  hexOf,
  type Id,
} from '@siegel/wire';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { FINDING, must, type Practice } from '../../keyed/safe/test-support/practice.ts';
import { ForgedJournal } from './forged-journal.ts';
import {
  changeJson,
  type HostileWorld,
  jsonAnswer,
  liesAbout,
  shown,
  startHostileWorld,
  takeLogKey,
} from './hostile-world.ts';

// What a malicious server must not achieve when something is written, and with answers that are not ours at all (crypto.md;
// threat model M3). What a person wrote is kept until the journal shows it.

let world: HostileWorld;
let practice: Practice;
let logSeed: Uint8Array;
let victim: Safe;
let devices = 0;

beforeAll(async () => {
  world = await startHostileWorld();
  ({ practice } = world);
  logSeed = await takeLogKey(world);
}, 60_000);

afterAll(() => world.end());

beforeEach(async () => {
  world.proxy.beHonest();
  victim = await practice.enter(`victim-${devices++}`);
  must(await victim.openPerson(hexOf(practice.personId)));
});

async function aNote(text: string): Promise<{ readonly record: Id; readonly packet: EntryPacket }> {
  const eintrag = { kind: 'note', value: { ...FINDING, text } };
  return sealEintrag(victim, eintrag, { ...practice.eintraege, key: victim.keys.caseKey(practice.akte)! });
}
const restarted = async () => must(await Safe.open(victim.given));
const colleague = () => practice.enter(`colleague-${devices}`);
/** How often the record stands in the journal for somebody else. */
const versionsOf = async (record: Id) => (await colleague()).records.recordOf(record)?.versions ?? 0;
const refusal = (code: string) => jsonAnswer({ code, de: 'Nein.', en: 'No.' }, 403);

test('[X5] [SF21] attack 42: an acknowledged write that was never stored is found, and kept until it is', async () => {
  const { record, packet } = await aNote('nur quittiert');
  const liar = new ForgedJournal(world, logSeed);
  world.proxy.lie = (asked, honest) => (asked.path === 'append' ? liar.acknowledge(asked) : honest());
  // Nothing is wrong with the answer: place, proof and checkpoint fit.
  expect(must(await victim.write([packet]))).toEqual({ saved: true });
  world.proxy.beHonest();
  expect(await victim.sync()).toMatchObject({ ok: false, error: { code: 'LOG_SHORTENED' } });
  expect(await versionsOf(record)).toBe(0);
  const again = await restarted();
  expect(again.outbox.acknowledged).toEqual([]);
  expect(await versionsOf(record)).toBe(1);
});

test('[X5] [SF21] attack 43: an acknowledged write whose place somebody else has is found', async () => {
  const { record, packet } = await aNote('verdraengt');
  const liar = new ForgedJournal(world, logSeed);
  world.proxy.lie = (asked, honest) => (asked.path === 'append' ? liar.acknowledge(asked) : honest());
  must(await victim.write([packet]));
  world.proxy.beHonest();
  await practice.addPerson('Nachbar', 'steht an dieser Stelle');
  expect(await victim.sync()).toMatchObject({ ok: false, error: { code: 'LOG_FORKED' } });
  await restarted();
  expect(await versionsOf(record)).toBe(1);
});

/** A note with one changed character in its signature. */
function otherSignature(note: string): string {
  const at = note.length - 20;
  return `${note.slice(0, at)}${note[at] === 'A' ? 'B' : 'A'}${note.slice(at + 1)}`;
}

test('[X5] [JN24] [SF21] attack 44: an answer that proves nothing is no acknowledgement, and nothing is lost or doubled', async () => {
  const anAck = (change: (fields: Record<string, unknown>) => unknown) => changeJson(change);
  const zeros = Buffer.alloc(32).toString('base64url');
  const lies: ((answer: GivenAnswer) => GivenAnswer)[] = [
    anAck((ack) => ({ ...ack, firstSeq: (ack['firstSeq'] as number) - 1 })),
    anAck((ack) => ({ ...ack, receivedAt: (ack['receivedAt'] as number) + 1 })),
    anAck((ack) => ({ ...ack, left: [zeros, ...(ack['left'] as string[]).slice(1)] })),
    anAck((ack) => ({ ...ack, right: [zeros] })),
    anAck((ack) => ({ ...ack, checkpoint: otherSignature(ack['checkpoint'] as string) })),
    anAck((ack) => ({ ...ack, checkpoint: (ack['checkpoint'] as string).replace('siegel/', 'spiegel/') })),
    anAck((ack) => ({ ...ack, gelesen: true })),
    (answer) => ({ ...answer, body: new Uint8Array(0) }),
    (answer) => ({ ...answer, headers: { 'content-type': 'text/html' }, body: Buffer.from('<h1>Gespeichert</h1>') }),
  ];
  const { record, packet } = await aNote('einmal');
  for (const [at, lie] of lies.entries()) {
    world.proxy.lieAbout('append', lie);
    if (at === 0) expect(must(await victim.write([packet]))).toEqual({ saved: false });
    const flushed = await victim.outbox.flush();
    expect([flushed.ok, victim.outbox.size], String(lie)).toEqual([false, 1]);
  }
  world.proxy.beHonest();
  must(await victim.outbox.flush());
  must(await victim.sync());
  expect([victim.outbox.size, victim.outbox.acknowledged.length]).toEqual([0, 0]);
  expect(await versionsOf(record)).toBe(1);
});

test('[X5] [SF21] attack 45: refusing what had waited does not make the device forget it', async () => {
  const { record, packet } = await aNote('ohne Server geschrieben');
  world.proxy.lie = async (asked, honest) => (asked.path === 'append' ? { ...jsonAnswer({}), status: 502 } : honest());
  expect(must(await victim.write([packet]))).toEqual({ saved: false });
  world.proxy.lie = async (asked, honest) => (asked.path === 'append' ? refusal('RIGHT_MISSING') : honest());
  must(await victim.outbox.flush());
  expect(victim.outbox.refused.map(({ error }) => error.code)).toEqual(['RIGHT_MISSING']);
  world.proxy.beHonest();
  const again = await restarted();
  expect([again.outbox.refused.length, again.outbox.size]).toEqual([0, 0]);
  expect(await versionsOf(record)).toBe(1);
});

test('[X5] [SF22] attack 46: nobody signs for a log instance the server only claims', async () => {
  const { instance, tenant } = victim.given;
  const claimed = { ...victim.given, instance: new Uint8Array(16).fill(7) };
  world.proxy.lie = async ({ path }, honest) =>
    path === 'device/proof' ? { status: 204, headers: {}, body: new Uint8Array(0) } : honest();
  const safe = must(await Safe.open({ ...claimed, pages: await practice.pagesIn(`claimed-${devices}`) }));
  const { packet } = await aNote('fuer dieses Protokoll');
  expect(must(await safe.write([packet]))).toEqual({ saved: true });
  const [sent] = world.proxy.askedFor('append').map(({ body }) => appendRequestOfItems(decodeSequence(body)));
  const statement = decodeStatement(sent!.statement.bytes);
  expect([equalBytes(statement.instance, instance), equalBytes(statement.tenant, tenant)]).toEqual([true, true]);
});

test('[X5] attack 47: redirects are not followed and cookies not kept', async () => {
  const elsewhere = await LyingProxy.start(world.server.url);
  try {
    const moved = (asked: AskedRequest) => ({
      status: 307,
      headers: { location: `${elsewhere.url}${asked.url}`, 'set-cookie': 'spur=1; Path=/' },
      body: new Uint8Array(0),
    });
    const { packet } = await aNote('nicht woanders hin');
    world.proxy.lie = async (asked) => moved(asked);
    expect(must(await victim.write([packet]))).toEqual({ saved: false });
    expect(await victim.sync()).toMatchObject({ ok: false, error: { code: 'OFFLINE' } });
    expect(elsewhere.asked).toEqual([]);
    world.proxy.lie = async (_, honest) => {
      const answer = await honest();
      return { ...answer, headers: { ...answer.headers, 'set-cookie': 'spur=1; Path=/' } };
    };
    must(await victim.outbox.flush());
    must(await victim.sync());
    expect(world.proxy.asked.filter(({ headers }) => 'cookie' in headers)).toEqual([]);
  } finally {
    await elsewhere.end();
  }
});

test('[X5] [JN21] attack 48: old answers given again are refused', async () => {
  const old = new Map<string, GivenAnswer>();
  world.proxy.lie = async (asked, honest) => {
    const answer = await honest();
    old.set(asked.path.replace(/\?.*$/, ''), answer);
    return answer;
  };
  const fresh = must(await Safe.open({ ...victim.given, pages: await practice.pagesIn(`replayed-${devices}`) }));
  await shown(fresh, practice.personId);
  world.proxy.beHonest();
  const { packet } = await aNote('neu');
  must(await victim.write([packet]));
  must(await victim.sync());
  const replay = (name: string) => () => old.get(name)!;
  world.proxy.lie = liesAbout({ journal: replay('journal'), akten: replay('akten') });
  const { size } = victim.follower.head;
  expect(await victim.sync()).toMatchObject({ ok: false, error: { code: 'LOG_SHORTENED' } });
  expect(victim.follower.head.size).toBe(size);
  const { values, unreadable } = await shown(victim, practice.personId);
  expect(values).toContainEqual(FINDING);
  expect(unreadable).toContain('CONTENT_WITHHELD');
});

test('[X5] [SY31] attack 49: answers of other kinds are errors with codes of ours, never content', async () => {
  const html = { status: 200, headers: { 'content-type': 'text/html' }, body: Buffer.from('<h1>Praxis</h1>') };
  const personId = hexOf(practice.personId);
  const before = { ...victim.follower.head };
  const lies: [GivenAnswer, string, string][] = [
    [html, 'CBOR_MALFORMED', 'CBOR_MALFORMED'],
    [{ ...html, status: 500 }, 'INTERNAL', 'INTERNAL'],
    [jsonAnswer({ code: 'toString', de: 'x', en: 'x' }, 403), 'INTERNAL', 'INTERNAL'],
    [jsonAnswer({ code: '__proto__', de: 'x', en: 'x' }, 409), 'INTERNAL', 'INTERNAL'],
    [jsonAnswer({ code: 'RIGHT_MISSING', de: 'x', en: 'x', html: '<b>' }, 403), 'INTERNAL', 'INTERNAL'],
    [{ ...html, body: Buffer.from([0x9f, 0xff]) }, 'CBOR_MALFORMED', 'CBOR_MALFORMED'],
    [{ ...html, body: Buffer.from([0x80]) }, 'LAYOUT_MALFORMED', 'CBOR_MALFORMED'],
    [{ ...html, body: new Uint8Array(0) }, 'PROOF_WRONG', ''],
  ];
  for (const [answer, ofJournal, ofContent] of lies) {
    world.proxy.lie = async () => answer;
    expect(await victim.sync(), ofJournal).toMatchObject({ ok: false, error: { code: ofJournal } });
    const opened = await victim.openPerson(personId);
    expect(opened.ok ? '' : opened.error.code).toBe(ofContent);
    expect(victim.follower.head).toEqual(before);
  }
  world.proxy.beHonest();
  must(await victim.sync());
});
