import { randomBytes } from 'node:crypto';
import {
  answerCommit,
  commitToKeys,
  type HandOver,
  makeDeviceKeys,
  makeScanCode,
  scanCodeToText,
  sealHandOver,
} from '@siegel/seal';
import { hexOf } from '@siegel/wire';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { answerScanned } from '../../keyed/safe/src/safe/approve-device.ts';
import { messageToText } from '../../keyed/safe/src/safe/approval-messages.ts';
import { halvesOf, newDeviceOf } from '../../keyed/safe/src/safe/ask-approval.ts';
import { removeDevice } from '../../keyed/safe/src/safe/remove-device.ts';
import { Safe } from '../../keyed/safe/src/safe/safe.ts';
import { must, type Practice } from '../../keyed/safe/test-support/practice.ts';
import { ForgedJournal } from './forged-journal.ts';
import { type HostileWorld, startHostileWorld, takeLogKey } from './hostile-world.ts';
import { anotherContent, answer, ask, devices, lieInBoxes, type Messages, read, replaced } from './lying-boxes.ts';

// What a malicious server must not achieve where a code is scanned in place of words, and with the journal it shows a device that
// was let in a moment ago (SL44, DV8).

let world: HostileWorld;
let practice: Practice;
let logSeed: Uint8Array;

beforeAll(async () => {
  world = await startHostileWorld();
  ({ practice } = world);
  logSeed = await takeLogKey(world);
  must(await practice.desk.sync());
}, 60_000);

afterAll(() => world.end());

afterEach(() => world.proxy.beHonest());

const CODE_WRONG = { ok: false, error: { code: 'APPROVAL_CODE_WRONG' } };

test('[SL44] [DV9] a scanned code lets a device in without comparing words on either side', async () => {
  const asked = await ask(practice, 'scanned');
  const compared = must(await answerScanned(practice.desk, await asked.waiting));
  expect(compared.isScanned).toBe(true);
  must(await compared.approve('Tablet im Labor'));
  const safe = must(await Safe.open(must(await asked.given)));
  expect(must(await safe.openPerson(hexOf(practice.personId))).length).toBeGreaterThan(0);
});

test('[X5] [SL44] attack 101: a commit put in place of the scanned one is found, in the list and behind it', async () => {
  const before = await devices(practice);
  const committed = commitToKeys(newDeviceOf(await makeDeviceKeys()));
  const reveal = { step: 'reveal', nonce: committed.nonce, keys: committed.own, name: new Uint8Array(0) } as const;
  const put = (messages: Messages) =>
    replaced(replaced(messages, 0, { step: 'commit', commit: committed.commit }), 2, reveal);
  const asked = await ask(practice, 'swapped');
  const code = await asked.waiting;
  lieInBoxes(world, (messages, asker) => (asker === 'approver' ? put(messages) : messages));
  expect(await answerScanned(practice.desk, code)).toEqual(CODE_WRONG);
  let reads = 0;
  lieInBoxes(world, (messages, asker) => (asker === 'approver' && reads++ > 0 ? put(messages) : messages));
  expect(await answerScanned(practice.desk, code)).toEqual({ ok: false, error: { code: 'PAIRING_MISMATCH' } });
  expect(await devices(practice)).toEqual(before);
  // A code of its own for the commit it shows opens nothing: it stands on no screen before this person.
  const own = scanCodeToText(makeScanCode(randomBytes(32)));
  expect(await answerScanned(practice.desk, own)).toEqual(CODE_WRONG);
  asked.stop.abort();
});

test('[X5] [SL44] attack 102: a server that has not seen the screen hands nothing over unseen, with any proof', async () => {
  // A proof that was true, for another exchange.
  let spent: Uint8Array = new Uint8Array(0);
  lieInBoxes(world, (messages) => {
    spent = read(messages, 3, 'hand-over')?.proof ?? spent;
    return messages;
  });
  const first = await ask(practice, 'first');
  must(await must(await answerScanned(practice.desk, await first.waiting)).approve(''));
  must(await first.given);
  expect(spent).toHaveLength(32);
  for (const proof of [spent, new Uint8Array(randomBytes(32)), new Uint8Array(32), new Uint8Array(0)]) {
    const own = await makeDeviceKeys();
    let played: ReturnType<typeof answerCommit> | undefined;
    const forged: HandOver[] = [];
    lieInBoxes(world, (messages, asker) => {
      const [first] = messages;
      const commit = read(messages, 0, 'commit');
      if (asker !== 'newcomer' || first === undefined || commit === undefined) return messages;
      played ??= answerCommit(commit.commit, halvesOf(own));
      const lied = [first, { from: 'approver', message: messageToText({ step: 'answer', ...pick(played) }) }];
      const [handOver] = forged;
      if (handOver === undefined) return lied;
      return [...lied, first, { from: 'approver', message: messageToText({ step: 'hand-over', handOver, proof }) }];
    });
    const asked = await ask(practice, 'lured');
    await asked.words;
    const newcomer = halvesOf(asked.device);
    const by = { newcomer, approver: own.signing };
    forged.push(await sealHandOver(await anotherContent(), practice.desk.given, by));
    let isDone = false;
    void asked.given.then(() => (isDone = true));
    await new Promise((resolve) => setTimeout(resolve, 900));
    expect(isDone).toBe(false);
    asked.stop.abort();
    expect(await asked.given).toEqual({ ok: false, error: { code: 'APPROVAL_ENDED' } });
  }
});

/** A device that was let in, and the journal of the server as it shows it to that device alone. */
async function letIn(name: string, between: () => Promise<void> = () => Promise.resolve()) {
  const asked = await ask(practice, name);
  const compared = must(await answer(practice));
  await between();
  must(await compared.approve(''));
  asked.confirm();
  return { given: must(await asked.given), asked };
}
const refused = (code: string) => ({ ok: false, error: expect.objectContaining({ code }) });

test('[X5] [DV8] attack 103: a journal that ends before what the approver had seen is refused by the new device', async () => {
  const size = practice.desk.follower.head.size;
  const { given } = await letIn('short');
  const { session } = given.address;
  world.proxy.lie = async (asked, honest) => {
    if (asked.headers['authorization'] !== `Bearer ${session}` || !asked.path.startsWith('journal?')) return honest();
    const journal = new ForgedJournal(world, logSeed);
    await journal.cutAt(size, asked);
    return journal.lie(asked, honest);
  };
  expect(await Safe.open(given)).toEqual(refused('LOG_SHORTENED'));
  // It stays so when the device comes back, and ends with the lie.
  expect(await Safe.open(given)).toEqual(refused('LOG_SHORTENED'));
  world.proxy.beHonest();
  must(await Safe.open(given));
});

test('[X5] [DV8] attack 104: a removal nobody who approves had seen is hidden from the new device, and found', async () => {
  const colleague = await practice.enter('colleague');
  const victim = await practice.enter('removed');
  must(await colleague.sync());
  let removedAt = 0;
  const { given } = await letIn('forked', async () => {
    // The approver signs the device entry without having seen this: only the head it hands over covers both.
    must(await removeDevice(colleague, victim.given.device.device));
    must(await colleague.sync());
    removedAt = colleague.follower.head.size - 1;
  });
  const { session } = given.address;
  world.proxy.lie = async (asked, honest) => {
    if (asked.headers['authorization'] !== `Bearer ${session}` || !asked.path.startsWith('journal?')) return honest();
    const journal = new ForgedJournal(world, logSeed);
    await journal.drop(removedAt, asked);
    return journal.lie(asked, honest);
  };
  expect(await Safe.open(given)).toEqual(refused('LOG_FORKED'));
});

function pick({ nonce, own }: ReturnType<typeof answerCommit>) {
  return { nonce, keys: own };
}
