import { randomBytes } from 'node:crypto';
import { answerCommit, commitToKeys, makeDeviceKeys, sealHandOver } from '@siegel/seal';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type ApprovalMessage, messageOfText, messageToText } from '../../keyed/safe/src/safe/approval-messages.ts';
import { halvesOf, newDeviceOf } from '../../keyed/safe/src/safe/ask-approval.ts';
import { must, type Practice } from '../../keyed/safe/test-support/practice.ts';
import { type HostileWorld, startHostileWorld } from './hostile-world.ts';
import {
  anotherContent,
  answer,
  ask,
  devices,
  lieInBoxes,
  type Line,
  type Messages,
  read,
  replaced,
} from './lying-boxes.ts';

// What a malicious server must not achieve while a new device is let in: it is the relay, it sees and writes every message, and
// it may play either side (crypto.md flow 1; threat model M3).

let world: HostileWorld;
let practice: Practice;

beforeAll(async () => {
  world = await startHostileWorld();
  ({ practice } = world);
}, 60_000);

afterAll(() => world.end());

afterEach(() => world.proxy.beHonest());

const MISMATCH = { ok: false, error: { code: 'PAIRING_MISMATCH' } };
test('[X5] [DV1] attack 70: keys revealed in place of those committed to are refused, and nothing is entered', async () => {
  const before = await devices(practice);
  const own = await makeDeviceKeys();
  lieInBoxes(world, (messages, asker) => {
    const reveal = read(messages, 2, 'reveal');
    if (asker !== 'approver' || reveal === undefined) return messages;
    return replaced(messages, 2, { ...reveal, keys: newDeviceOf(own) });
  });
  const asked = await ask(practice, 'swapped');
  expect(await answer(practice)).toEqual(MISMATCH);
  expect(await asked.given).toMatchObject({ ok: false });
  expect(await devices(practice)).toEqual(before);
});

test('[X5] [DV2] attack 71: a server that commits to keys of its own shows other words on both sides', async () => {
  const before = await devices(practice);
  const own = await makeDeviceKeys();
  const committed = commitToKeys(newDeviceOf(own));
  lieInBoxes(world, (messages, asker) => {
    if (asker !== 'approver') return messages;
    const withCommit = replaced(messages, 0, { step: 'commit', commit: committed.commit });
    const name = new Uint8Array(0);
    const reveal = { step: 'reveal', nonce: committed.nonce, keys: committed.own, name } as const;
    return replaced(withCommit, 2, reveal);
  });
  const asked = await ask(practice, 'impostor');
  const compared = must(await answer(practice));
  // The exchange holds for the server's keys; what tells it is the person who compares.
  expect(await asked.words).not.toEqual(compared.words);
  await compared.refuse();
  expect(await asked.given).toMatchObject({ ok: false });
  expect(await devices(practice)).toEqual(before);
});

test('[X5] [DV3] attack 72: a server that plays the approver shows other words, and its hand-over is not taken unseen', async () => {
  const own = await makeDeviceKeys();
  const content = await anotherContent();
  let state: ReturnType<typeof answerCommit> | undefined;
  lieInBoxes(world, (messages) => {
    const commit = read(messages, 0, 'commit');
    if (commit === undefined) return messages;
    state ??= answerCommit(commit.commit, halvesOf(own));
    const played = { step: 'answer', nonce: state.nonce, keys: state.own } as const;
    const [first, , reveal] = messages;
    return [first, { from: 'approver', message: messageToText(played) }, reveal ?? messages[1]].filter(
      (one) => one !== undefined,
    );
  });
  const asked = await ask(practice, 'lured');
  await asked.words;
  const reveal = { keys: halvesOf(asked.device) };
  const handOver = await sealHandOver(content, practice.desk.given, { newcomer: reveal.keys, approver: own.signing });
  const forged = {
    from: 'approver',
    message: messageToText({ step: 'hand-over', handOver, proof: new Uint8Array(0) }),
  };
  lieInBoxes(world, (messages) => [...messages.slice(0, 1), ...messages.slice(0, 1), ...messages.slice(0, 1), forged]);
  let isDone = false;
  void asked.given.then(() => (isDone = true));
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(isDone).toBe(false);
  // Nobody else shows these words: the person gives up.
  asked.stop.abort();
  expect(await asked.given).toEqual({ ok: false, error: { code: 'APPROVAL_ENDED' } });
});

test('[X5] [DV3] attack 73: a hand-over put in place of the true one is refused, whoever signed it', async () => {
  const content = await anotherContent();
  const forger = await makeDeviceKeys();
  const forged: ApprovalMessage[] = [];
  lieInBoxes(world, (messages, asker) => {
    const [message] = forged;
    return asker !== 'newcomer' || message === undefined ? messages : replaced(messages, 3, message);
  });
  const asked = await ask(practice, 'substituted');
  const compared = must(await answer(practice));
  expect(await asked.words).toEqual(compared.words);
  const at = practice.desk.given;
  const by = { newcomer: halvesOf(asked.device), approver: forger.signing };
  const proof = new Uint8Array(0);
  forged.push({ step: 'hand-over', handOver: await sealHandOver(content, at, by), proof });
  must(await compared.approve(''));
  asked.confirm();
  expect(await asked.given).toEqual(MISMATCH);
});

test('[X5] [DV1] attack 74: a replayed exchange opens nothing for another device', async () => {
  const first = await ask(practice, 'first');
  const compared = must(await answer(practice));
  let recorded: Messages = [];
  lieInBoxes(world, (messages) => {
    if (messages.length === 4) recorded = messages;
    return messages;
  });
  must(await compared.approve(''));
  first.confirm();
  must(await first.given);
  expect(recorded).toHaveLength(4);
  // Answer and hand-over of the first device, put before a second one.
  lieInBoxes(world, (messages, asker) => {
    const [, oldAnswer, , oldHandOver] = recorded;
    const [commit, second, third] = messages;
    if (asker !== 'newcomer' || commit === undefined || oldAnswer === undefined || oldHandOver === undefined)
      return messages;
    const reveal = [third, second].find((one) => one?.from === 'newcomer');
    return reveal === undefined ? [commit, oldAnswer] : [commit, oldAnswer, reveal, oldHandOver];
  });
  const again = await ask(practice, 'again');
  again.confirm();
  expect(await again.given).toEqual(MISMATCH);
  // And the commit of a device that is in already, replayed to the approver, enters it no second time.
  const [oldCommit, , oldReveal] = recorded;
  const before = await devices(practice);
  lieInBoxes(world, (messages, asker) =>
    asker !== 'approver' || oldCommit === undefined || oldReveal === undefined
      ? messages
      : messages.map((one, i) => (i === 0 ? oldCommit : i === 2 ? oldReveal : one)),
  );
  const third = await ask(practice, 'third');
  expect(await answer(practice)).toEqual(MISMATCH);
  third.stop.abort();
  await third.given;
  expect(await devices(practice)).toEqual(before);
});

test('[X5] [DV1] attack 75: messages out of order, doubled or of another form end the exchange', async () => {
  const other = await makeDeviceKeys();
  const answerOf = () => ({ step: 'answer', ...pick(answerCommit(randomBytes(32), halvesOf(other))) }) as const;
  const lies: readonly Line[] = [
    (messages, asker) => (asker === 'newcomer' ? [...messages, { from: 'approver', message: 'AAAA' }] : messages),
    (messages, asker) => (asker === 'newcomer' ? [...messages.slice(0, 1), ...messages.slice(0, 1)] : messages),
    (messages, asker) =>
      asker === 'newcomer' && messages.length > 1
        ? replaced(messages, 1, { step: 'commit', commit: randomBytes(32) })
        : messages,
  ];
  for (const line of lies) {
    lieInBoxes(world, line);
    const asked = await ask(practice, 'disordered');
    const answered = answer(practice);
    expect(await asked.given).toEqual(MISMATCH);
    expect(await answered).toMatchObject({ ok: false });
  }
  expect(messageOfText(messageToText(answerOf()).slice(0, -8))).toBeUndefined();
  expect(messageOfText('')).toBeUndefined();
});

function pick({ nonce, own }: ReturnType<typeof answerCommit>) {
  return { nonce, keys: own };
}
