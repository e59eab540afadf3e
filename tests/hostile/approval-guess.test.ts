import { randomBytes } from 'node:crypto';
import {
  answerCommit,
  approverTranscript,
  commitToKeys,
  type DeviceKeys,
  makeDeviceKeys,
  newcomerTranscript,
  wordsOf,
} from '@siegel/seal';
import { fixedBytes, ID_BYTES } from '@siegel/wire';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ApprovalAttempts, MOST_ATTEMPTS } from '../../keyed/safe/src/safe/approval-attempts.ts';
import { type ApprovalMessage, messageToText } from '../../keyed/safe/src/safe/approval-messages.ts';
import { halvesOf, newDeviceOf } from '../../keyed/safe/src/safe/ask-approval.ts';
import { must, type Practice } from '../../keyed/safe/test-support/practice.ts';
import { type HostileWorld, startHostileWorld } from './hostile-world.ts';
import { answer, ask, devices, lieInBoxes, type Messages, read, replaced } from './lying-boxes.ts';

// A malicious server that stands between two devices and tries to have both show the same words, or words that look alike: it
// grinds keys and nonces, waits, reflects, and tries again (SL41, DV7).

let world: HostileWorld;
let practice: Practice;

beforeAll(async () => {
  world = await startHostileWorld();
  ({ practice } = world);
}, 60_000);

afterAll(() => world.end());

afterEach(async () => {
  world.proxy.beHonest();
  // Every attack begins without those before it: an hour later nothing of them counts.
  const later = { ...practice.desk.given, now: () => Date.now() + 60 * 60 * 1000 };
  await must(await new ApprovalAttempts(later).begin()).succeeded();
});

const MISMATCH = { ok: false, error: { code: 'PAIRING_MISMATCH' } };
const NO_NAME = new Uint8Array(0);
const revealOf = (committed: ReturnType<typeof commitToKeys>) =>
  ({ step: 'reveal', nonce: committed.nonce, keys: committed.own, name: NO_NAME }) as const;

/** A server that plays a device of its own to either side, and what it has heard from them. */
class Between {
  readonly #own: DeviceKeys;
  readonly committed: ReturnType<typeof commitToKeys>;
  #toNewcomer: ReturnType<typeof answerCommit> | undefined;
  heardReveal: Extract<ApprovalMessage, { step: 'reveal' }> | undefined;
  heardAnswer: Extract<ApprovalMessage, { step: 'answer' }> | undefined;
  /** What it reveals to the approver; undefined: nothing yet. */
  reveal: Extract<ApprovalMessage, { step: 'reveal' }> | undefined;

  constructor(own: DeviceKeys) {
    this.#own = own;
    this.committed = commitToKeys(newDeviceOf(own));
  }

  line = (messages: Messages, asker: 'newcomer' | 'approver'): Messages => {
    const commit = read(messages, 0, 'commit');
    const [first] = messages;
    if (commit === undefined || first === undefined) return messages;
    this.heardAnswer ??= messages.map((_, i) => read(messages, i, 'answer')).find((one) => one !== undefined);
    this.heardReveal ??= messages.map((_, i) => read(messages, i, 'reveal')).find((one) => one !== undefined);
    return asker === 'newcomer' ? this.#forNewcomer(first, commit.commit) : this.#forApprover(first);
  };

  #forNewcomer(first: Messages[number], commit: Uint8Array): Messages {
    this.#toNewcomer ??= answerCommit(commit, halvesOf(this.#own));
    const { nonce, own: keys } = this.#toNewcomer;
    return [first, { from: 'approver', message: messageToText({ step: 'answer', nonce, keys }) }];
  }

  #forApprover(first: Messages[number]): Messages {
    const messages = replaced([first], 0, { step: 'commit', commit: this.committed.commit });
    if (this.heardAnswer === undefined) return messages;
    messages.push({ from: 'approver', message: messageToText(this.heardAnswer) });
    if (this.reveal !== undefined) messages.push({ from: 'newcomer', message: messageToText(this.reveal) });
    return messages;
  }

  /** The words the newcomer shows, as the server can compute them once it has heard the reveal. */
  wordsOfNewcomer(): Promise<readonly string[]> {
    const { heardReveal: heard } = this;
    if (heard === undefined || this.#toNewcomer === undefined) throw new Error('the newcomer has not revealed');
    const transcript = approverTranscript(this.#toNewcomer, heard);
    return wordsOf(must(transcript));
  }
}

test('[X5] [SL41] attack 95: a reveal ground until its words look like the ones of the other side fits no commit', async () => {
  const before = await devices(practice);
  const between = new Between(await makeDeviceKeys());
  lieInBoxes(world, between.line);
  const asked = await ask(practice, 'ground');
  const shownThere = await asked.words;
  const compared = answer(practice);
  await expect.poll(() => between.heardAnswer).toBeDefined();
  expect(await between.wordsOfNewcomer()).toEqual(shownThere);
  // It knows both nonces now and grinds its own: one word the same takes about two thousand tries, three take 2^33.
  const { own } = between.committed;
  const { nonce: theirs, keys } = between.heardAnswer!;
  for (let tries = 0; between.reveal === undefined && tries < 20_000; tries++) {
    const nonce = new Uint8Array(randomBytes(32));
    const [word] = await wordsOf(newcomerTranscript({ own, nonce, commit: nonce }, { keys, nonce: theirs }));
    if (word === shownThere[0]) between.reveal = { step: 'reveal', nonce, keys: own, name: NO_NAME };
  }
  expect(between.reveal).toBeDefined();
  expect(await compared).toEqual(MISMATCH);
  expect(await devices(practice)).toEqual(before);
  asked.stop.abort();
});

test('[X5] [SL41] attack 96: what it committed to before is shown with words the other side does not show', async () => {
  const before = await devices(practice);
  const between = new Between(await makeDeviceKeys());
  lieInBoxes(world, between.line);
  const asked = await ask(practice, 'between');
  const shownThere = await asked.words;
  // It reveals after it has heard everything there is to hear.
  between.reveal = revealOf(between.committed);
  const compared = must(await answer(practice));
  expect(compared.words).not.toEqual(shownThere);
  await compared.refuse();
  expect(await devices(practice)).toEqual(before);
  asked.stop.abort();
});

test('[X5] [SL41] attack 97: who has seen the words and reveals too late, or never, ends the exchange', async () => {
  const between = new Between(await makeDeviceKeys());
  lieInBoxes(world, between.line);
  const asked = await ask(practice, 'late');
  await asked.words;
  expect(await answer(practice)).toEqual({ ok: false, error: { code: 'APPROVAL_ENDED' } });
  // What is revealed now reaches nobody who listens.
  between.reveal = revealOf(between.committed);
  expect(await answer(practice)).toMatchObject({ ok: false });
  asked.stop.abort();
}, 60_000);

test('[X5] [SL41] [DV2] attack 98: keys sent back to where they came from are nobody new', async () => {
  const before = await devices(practice);
  // The approver's own keys, which everybody reads in the journal, as if a new device had them; and its id.
  const { device } = practice.desk.given;
  const [own, other] = [newDeviceOf(device), newDeviceOf(await makeDeviceKeys())];
  const reflections = [own, { ...own, device: other.device }];
  for (const half of ['ed25519Public', 'xwingPublic', 'device'] as const)
    reflections.push({ ...other, [half]: own[half] });
  for (const keys of reflections) {
    const committed = commitToKeys(keys);
    lieInBoxes(world, (messages, asker) =>
      asker === 'newcomer'
        ? messages
        : replaced(replaced(messages, 0, { step: 'commit', commit: committed.commit }), 2, revealOf(committed)),
    );
    const asked = await ask(practice, 'mirrored');
    expect(await answer(practice)).toEqual(MISMATCH);
    asked.stop.abort();
    await asked.given;
  }
  expect(await devices(practice)).toEqual(before);
});

test('[X5] [SL41] attack 99: an id put in place of the one committed to enters nobody', async () => {
  const before = await devices(practice);
  lieInBoxes(world, (messages, asker) => {
    const reveal = read(messages, 2, 'reveal');
    if (asker !== 'approver' || reveal === undefined) return messages;
    const device = fixedBytes(new Uint8Array(randomBytes(ID_BYTES)), ID_BYTES, 'device');
    return replaced(messages, 2, { ...reveal, keys: { ...reveal.keys, device } });
  });
  const asked = await ask(practice, 'renamed');
  expect(await answer(practice)).toEqual(MISMATCH);
  expect(await asked.given).toMatchObject({ ok: false });
  expect(await devices(practice)).toEqual(before);
});

test('[X5] [DV7] attack 100: trying again and again comes to an end, and the person sees that somebody tries', async () => {
  const before = await devices(practice);
  const attempts = new ApprovalAttempts(practice.desk.given);
  for (let tries = 0; tries < MOST_ATTEMPTS; tries++) {
    expect(await attempts.count()).toBe(tries);
    const between = new Between(await makeDeviceKeys());
    between.reveal = revealOf(between.committed);
    lieInBoxes(world, between.line);
    const asked = await ask(practice, `again-${tries}`);
    const shownThere = await asked.words;
    const compared = must(await answer(practice));
    expect(compared.words).not.toEqual(shownThere);
    // Even where nobody says no: that it was shown is what counts.
    asked.stop.abort();
    await asked.given;
    if (tries % 2 === 0) await compared.refuse();
  }
  world.proxy.beHonest();
  const asked = await ask(practice, 'once too often');
  expect(await answer(practice)).toEqual({ ok: false, error: { code: 'APPROVAL_PAUSED' } });
  // It lies sealed on the device: neither a reload nor another safe of it begins anew; an hour does.
  expect(await new ApprovalAttempts({ ...practice.desk.given }).count()).toBe(MOST_ATTEMPTS);
  const now = () => Date.now() + 60 * 60 * 1000;
  expect(await new ApprovalAttempts({ ...practice.desk.given, now }).count()).toBe(0);
  const earlier = () => Date.now() - 24 * 60 * 60 * 1000;
  expect(await new ApprovalAttempts({ ...practice.desk.given, now: earlier }).count()).toBe(MOST_ATTEMPTS);
  asked.stop.abort();
  expect(await devices(practice)).toEqual(before);
});
