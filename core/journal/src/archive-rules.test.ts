import { MemoryJournal, sha256, TestTenant } from '@siegel/testing';
import { decodeBody, type EntryPacket, type Hash, type Id, PERSON_KIND, WIRE_KINDS, ZERO_ID } from '@siegel/wire';
import { beforeEach, expect, test } from 'vitest';
import { pointedTo } from './archive-rules.ts';

const PERSON = new Uint8Array(16).fill(1) as Id;
const AKTE = new Uint8Array(16).fill(2) as Id;
const RECORD = new Uint8Array(16).fill(3) as Id;
const KINDS_OF_WORK = { note: 65, document: 71, task: 72, wish: 76, message: 81 };

let tenant: TestTenant;
let journal: MemoryJournal;
let head: Hash | null;

beforeEach(async () => {
  tenant = new TestTenant('archive');
  journal = new MemoryJournal(tenant.tenant, tenant.instance, tenant.log.publicKey);
  head = null;
  expect(await journal.append(tenant.genesis())).toMatchObject({ ok: true });
  expect(await append(tenant.caseKey(PERSON, { site: ZERO_ID }), tenant.caseKey(AKTE, { person: PERSON }))).toBe('ok');
  expect(await append(aPerson())).toBe('ok');
});

/** 'ok', or the code of the refusal; the person's head follows what was taken in. */
async function append(...packets: readonly EntryPacket[]): Promise<string> {
  const outcome = await journal.append(tenant.batch(packets, journal.head));
  const persons = packets.filter(({ body }) => journal.headOf(RECORD)?.entryHash.join() === sha256(body).join());
  if (outcome.ok && persons[0] !== undefined) head = sha256(persons[0].body);
  return outcome.ok ? 'ok' : outcome.error.code;
}

/** The next version of the person, archived or not. */
function aPerson(
  since?: string,
  given: { readonly record?: Id; readonly parent?: Hash | null; readonly run?: Id } = {},
) {
  const fields = since === undefined ? {} : { fields: { archiviertAm: since } };
  const wish = { kind: PERSON_KIND, akte: PERSON, record: RECORD, site: ZERO_ID, parent: head };
  return tenant.entry({ ...wish, ...fields, ...given });
}

const OPEN: Readonly<Record<number, Record<string, string>>> = { 72: { stand: 'offen' }, 76: { zustand: 'wartet' } };

function work(kind: number, akte: Id = AKTE) {
  const fields = OPEN[kind];
  return tenant.entry({ kind, akte, site: tenant.site, record: tenant.random(16), ...(fields && { fields }) });
}

test('[PM45] an archived person takes no version, Eintrag, file, appointment, wish, task or message, and no Freigabe', async () => {
  const note = work(KINDS_OF_WORK.note);
  expect(await append(note)).toBe('ok');
  expect(await append(aPerson('2026-11-22'))).toBe('ok');
  expect(await append(aPerson('2026-11-23'))).toBe('PERSON_ARCHIVED');
  for (const kind of Object.values(KINDS_OF_WORK))
    expect(await append(work(kind)), String(kind)).toBe('PERSON_ARCHIVED');
  const { record } = decodeBody(note.body);
  const next = { kind: KINDS_OF_WORK.note, akte: AKTE, site: tenant.site, record, parent: sha256(note.body) };
  expect(await append(tenant.entry(next))).toBe('PERSON_ARCHIVED');
  const released = { target: record, entryHash: sha256(note.body), partHashes: [] };
  const freigabe = { kind: WIRE_KINDS.freigabe, akte: AKTE, site: tenant.site, fields: released };
  expect(await append(tenant.entry(freigabe))).toBe('PERSON_ARCHIVED');
});

test('[PM46] only a version of the same record brings a person back, in no run; then everything is as before', async () => {
  expect(await append(aPerson('2026-11-22'))).toBe('ok');
  expect(await append(aPerson(undefined, { record: new Uint8Array(16).fill(9) as Id, parent: null }))).toBe(
    'PERSON_ARCHIVED',
  );
  // One batch may bring back and write.
  const back = aPerson();
  expect(await append(work(KINDS_OF_WORK.note), back)).toBe('PERSON_ARCHIVED');
  expect(await append(back, work(KINDS_OF_WORK.note))).toBe('ok');
  expect(await append(work(KINDS_OF_WORK.note))).toBe('ok');
  const run = tenant.random(16) as Id;
  expect(
    await append(tenant.entry({ kind: WIRE_KINDS.run, record: run, fields: { state: 'open', purpose: 'import' } })),
  ).toBe('ok');
  expect(await append(aPerson('2026-11-22', { run }))).toBe('PART_RULE_BROKEN');
});

test('[PM45] keys go on, and whoever was merged follows the person that stays', async () => {
  const goes = new Uint8Array(16).fill(5) as Id;
  const goesAkte = new Uint8Array(16).fill(6) as Id;
  expect(await append(aPerson('2026-11-22'))).toBe('ok');
  expect(await append(tenant.caseKey(goes, { site: ZERO_ID }), tenant.caseKey(goesAkte, { person: goes }))).toBe('ok');
  expect(await append(work(KINDS_OF_WORK.note, goesAkte))).toBe('ok');
  const pointer = journal.pointerOf.bind(journal);
  journal.pointerOf = (of) => (of.join() === goes.join() ? { record: RECORD, into: PERSON } : pointer(of));
  expect(await append(work(KINDS_OF_WORK.note, goesAkte))).toBe('PERSON_ARCHIVED');
  // A lying server may lead pointers in a circle before anybody has proven them.
  journal.pointerOf = (of) => ({ record: RECORD, into: of.join() === goes.join() ? PERSON : goes });
  expect(pointedTo(goes, journal)).toEqual([goes, PERSON]);
});
