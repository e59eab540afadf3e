import { buildEntry, compartmentKey, makeRecoveryCode } from '@siegel/seal';
import { hexOf, type Id, WIRE_KINDS } from '@siegel/wire';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { CutLine } from '../../test-support/cut-line.ts';
import { EMPTY_BROWSER } from '../../test-support/empty-browser.ts';
import { must, PASSWORD } from '../../test-support/practice.ts';
import { joinPractice } from '../../test-support/colleague.ts';
import { ServiceWorld } from '../../test-support/service-world.ts';
import type { MessageDraft, MessagesView } from '../channel/message-api.ts';
import type { SafeApi } from '../channel/safe-api.ts';
import { messageBookOf } from './message-book.ts';
import { readOpen } from '../journal/read-open.ts';
import { organisationKey } from '../roles/house-entry.ts';
import { newestVersion } from '../safe/newest-version.ts';
import { storeRecoverySlot } from '../safe/slots.ts';
import { addUnit } from '../org/change-units.ts';
import { changePlacement, placePerson } from '../org/change-placements.ts';
import { createSafeService } from '../worker/safe-service.ts';

const MOST = 500;

let world: ServiceWorld;
let doctor: SafeApi;
let reception: SafeApi;
const line = new CutLine();
let doctorId: string;
let receptionId: string;

beforeAll(async () => {
  world = await ServiceWorld.start();
  const second = await joinPractice(world.practice, { name: 'Melanie Kruse' });
  const { bytes, text } = makeRecoveryCode();
  must(await storeRecoverySlot(second.given, bytes));
  doctor = await world.arrive('doctor', line.fetch);
  reception = createSafeService({
    origin: world.proxy.url,
    fetch,
    ...EMPTY_BROWSER,
    pagesOf: (account) => world.practice.pagesIn(`reception-${account}`),
    now: Date.now,
    clientVersion: '0.1.0',
  });
  must(await reception.signInWithSlot({ account: 'kollegin1', password: PASSWORD }, { recoveryCode: text }));
  must(await doctor.beginCalendar('de'));
  await reception.sendWaiting();
  doctorId = (await viewOf(doctor)).ownUser;
  receptionId = (await viewOf(reception)).ownUser;
}, 60_000);
afterAll(async () => {
  await reception?.signOut();
  await world.end();
});

const viewOf = async (service: SafeApi) => must(await service.messagesView(MOST));
const draft = (over: Partial<MessageDraft>): MessageDraft => ({
  to: [receptionId],
  subject: '',
  text: 'Bitte Frau Pohl zurückrufen',
  isImportant: false,
  ...over,
});
const titled = ({ messages }: MessagesView, subject: string) => messages.find((row) => row.subject === subject);

test('[K4] [NA1] [NA2] [NA22] a message is at the recipient at once, opens for both, and its text for nobody else', async () => {
  await reception.sendWaiting();
  const seen: MessagesView[] = [];
  const stop = reception.watchMessages((view) => seen.push(view));
  must(await doctor.sendMessage(draft({ subject: 'Rückruf', isImportant: true })));
  world.pushHead();
  await vi.waitFor(() => expect(titled(seen.at(-1) ?? (seen[0] as MessagesView), 'Rückruf')).toBeDefined(), 5_000);
  stop();
  expect(titled(seen.at(-1)!, 'Rückruf')).toMatchObject({
    fromUser: doctorId,
    text: 'Bitte Frau Pohl zurückrufen',
    isImportant: true,
    isRead: false,
    isOwn: false,
    isForAll: false,
  });
  expect(titled(await viewOf(doctor), 'Rückruf')).toMatchObject({ isOwn: true, isOpened: true, readBy: [] });
  // Nothing of it is open to the server.
  const { columns } = (await synced()).follower;
  for (let seq = 0; seq < columns.size; seq++)
    if (columns.kindAt(seq) === WIRE_KINDS.houseMessage) expect(readOpen(columns.openAt(seq)) ?? {}).toEqual({});
});

test('[NA4] [NA20] that it was read stands under the reader’s signature; put away it stays with everybody else', async () => {
  const { messageId } = titled(await viewOf(reception), 'Rückruf')!;
  must(await reception.markMessages([messageId], 'read'));
  await doctor.sendWaiting();
  expect(titled(await viewOf(doctor), 'Rückruf')?.readBy).toMatchObject([{ userId: receptionId }]);
  must(await reception.markMessages([messageId], 'hide'));
  expect(titled(await viewOf(reception), 'Rückruf')).toMatchObject({ isRead: true, isHidden: true });
  await doctor.sendWaiting();
  expect(titled(await viewOf(doctor), 'Rückruf')).toMatchObject({ isHidden: false });
  must(await reception.markMessages([messageId], 'show'));
  expect(titled(await viewOf(reception), 'Rückruf')).toMatchObject({ isHidden: false });
});

test('[NA6] answered and passed on, everybody sees who said what first', async () => {
  const { messageId } = titled(await viewOf(reception), 'Rückruf')!;
  must(
    await reception.sendMessage(
      draft({ to: [doctorId], subject: 'Re: Rückruf', text: 'Erledigt', replyTo: messageId }),
    ),
  );
  await doctor.sendWaiting();
  expect(titled(await viewOf(doctor), 'Re: Rückruf')).toMatchObject({ fromUser: receptionId, replyTo: messageId });
  must(await reception.sendMessage(draft({ to: [doctorId], subject: 'Wg: Rückruf', forwards: messageId })));
  await doctor.sendWaiting();
  expect(titled(await viewOf(doctor), 'Wg: Rückruf')?.originally).toMatchObject({ userId: doctorId });
});

test('[NA3] to a workplace: every member may open it, and it says so', async () => {
  const { addressees } = await viewOf(doctor);
  const workplace = addressees.find(({ kind }) => kind === 'workplace')!.id;
  must(await doctor.sendMessage(draft({ to: [workplace], subject: 'An das Labor' })));
  await reception.sendWaiting();
  expect(titled(await viewOf(reception), 'An das Labor')).toMatchObject({
    isForAll: true,
    isOpened: true,
    to: [workplace],
  });
});

test('[NA10] [NA21] about a person, the text stands in the Akte and opens by the rights of the Akte', async () => {
  must(await doctor.sendMessage(draft({ subject: 'Wegen Frau Brandt', personId: world.personId })));
  await reception.sendWaiting();
  expect(titled(await viewOf(reception), 'Wegen Frau Brandt')).toMatchObject({
    isOpened: true,
    person: { familienname: 'Brandt' },
    text: 'Bitte Frau Pohl zurückrufen',
  });
  const { eintraege } = must(await reception.openPerson(world.personId)) as unknown as {
    readonly eintraege: readonly { readonly kind: string }[];
  };
  expect(eintraege.map(({ kind }) => kind)).toContain('message');
});

test('[NA7] without a line a message waits and says so; nobody as a recipient and nothing to say are refused', async () => {
  line.isCut = true;
  expect(must(await doctor.sendMessage(draft({ subject: 'Ohne Leitung' }))).saved).toBe(false);
  expect(titled(await viewOf(doctor), 'Ohne Leitung')).toMatchObject({ waits: 'queued' });
  line.isCut = false;
  await doctor.sendWaiting();
  await reception.sendWaiting();
  expect(titled(await viewOf(reception), 'Ohne Leitung')?.waits).toBeUndefined();
  expect(await doctor.sendMessage(draft({ to: [] }))).toMatchObject({ error: { code: 'MESSAGE_NOBODY' } });
  expect(await doctor.sendMessage(draft({ text: ' ' }))).toMatchObject({ error: { code: 'MESSAGE_EMPTY' } });
});

test('[NA5] what somebody writes over a message counts for nothing', async () => {
  const { desk } = world.practice;
  await synced();
  const { messageId } = titled(await viewOf(reception), 'An das Labor')!;
  const record = Buffer.from(messageId, 'hex') as unknown as Id;
  const parent = newestVersion(desk, record);
  const house = organisationKey(desk)!;
  const words = {
    act: 'message',
    an: [],
    empfaenger: [desk.given.user],
    offenerSchluessel: new Uint8Array(32).fill(7),
  };
  const draft = {
    kind: WIRE_KINDS.houseMessage,
    schemaVersion: 1,
    record,
    parent,
    sealed: new Map([['admin' as const, words]]),
    keyOf: () => compartmentKey(house, 'admin'),
  };
  must(await desk.write([await buildEntry(draft, desk.author)]));
  await reception.sendWaiting();
  expect(titled(await viewOf(reception), 'An das Labor')).toMatchObject({ text: 'Bitte Frau Pohl zurückrufen' });
});

test('[NA8] who comes later opens nothing that was written to others before', async () => {
  const third = await joinPractice(world.practice, { name: 'Ole Reimann' });
  const { known } = await messageBookOf(third.safe).newest(MOST);
  const texts = known.filter(({ head }) => head['act'] === 'message' && head['offenerSchluessel'] === undefined);
  expect(texts.length).toBeGreaterThan(2);
  for (const { content } of texts) expect(content).toBeUndefined();
});

test('[NA9] [K4] a unit means who is placed in it when the message is sent; who is placed later has no key to it', async () => {
  const { desk } = world.practice;
  const unit = must(await addUnit(desk, undefined, { name: 'Anmeldung' })).records[0]!.recordId;
  await doctor.sendWaiting();
  const toUnit = (subject: string) => doctor.sendMessage(draft({ to: [unit], subject }));
  expect(await toUnit('An niemanden')).toMatchObject({ error: { code: 'MESSAGE_NOBODY' } });
  const third = await joinPractice(world.practice, { name: 'Nele Ritter' });
  const place = (userId: string, from: string) => ({
    unitId: unit,
    userId,
    function: '',
    from,
    until: undefined,
    leads: false,
  });
  must(await placePerson(desk, place(receptionId, '2026-01-01')));
  const later = must(await placePerson(desk, place(hexOf(third.user), '2999-01-01'))).records[0]!.recordId;
  await doctor.sendWaiting();
  must(await toUnit('Vor der Schicht'));
  await reception.sendWaiting();
  expect(titled(await viewOf(reception), 'Vor der Schicht')).toMatchObject({
    to: [unit],
    recipients: [receptionId],
    isOpened: true,
    isForAll: false,
  });
  must(await changePlacement(desk, later, place(hexOf(third.user), '2026-01-01')));
  await doctor.sendWaiting();
  must(await toUnit('Nach der Schicht'));
  must(await third.safe.sync());
  const { known } = await messageBookOf(third.safe).newest(MOST);
  const toTheUnit = known.filter(({ head }) => ((head['an'] ?? []) as readonly Id[]).some((id) => hexOf(id) === unit));
  expect(toTheUnit.map(({ content }) => content?.['betreff'])).toEqual([undefined, 'Nach der Schicht']);
});

/** The safe of the practice, up to the newest. */
async function synced() {
  const { desk } = world.practice;
  must(await desk.sync());
  return desk;
}
