import { Safe } from '@siegel/safe';
import { compartmentKey, makeDeviceKeys, messagePartKey, openMessageKey, openPart } from '@siegel/seal';
import { type CborValue, decodeBody, hexOf, type Id, WIRE_KINDS, ZERO_ID } from '@siegel/wire';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { messageBookOf } from '../../keyed/safe/src/messages/message-book.ts';
import { sealMark, sealMessage } from '../../keyed/safe/src/messages/write-messages.ts';
import { type Colleague, joinPractice } from '../../keyed/safe/test-support/colleague.ts';
import { takeDatabase } from '../../keyed/safe/test-support/copied-database.ts';
import { must, type Practice } from '../../keyed/safe/test-support/practice.ts';
import { changeItems, type HostileWorld, startHostileWorld } from './hostile-world.ts';

// What a malicious server, and a member who is not meant, must not achieve with messages (threat model M2, M3).

const ENVELOPE = 5;
const ENTRY = 3;
const MOST = 500;
const [ADMIN, RESTRICTED] = [3, 2];

let world: HostileWorld;
let practice: Practice;
let recipient: Colleague;
let thief: Colleague;
let victim: Safe;
let devices = 0;

beforeAll(async () => {
  world = await startHostileWorld();
  ({ practice } = world);
  const { desk } = practice;
  recipient = await joinPractice(practice, { name: 'Melanie Kruse' });
  thief = await joinPractice(practice, { name: 'Ole Reimann' });
  must(await desk.sync());
  for (const [subject, text] of [
    ['Eins', 'Bitte zurückrufen'],
    ['Zwei', 'Kein Rückruf'],
  ] as const) {
    const draft = { to: [hexOf(recipient.user)], subject, text, isImportant: false };
    must(await desk.write(must(await sealMessage(desk, draft, { users: [recipient.user], isForAll: false }))));
  }
  must(await desk.sync());
  must(await recipient.safe.sync());
  const { known } = await messageBookOf(recipient.safe).newest(MOST);
  const read = must(await sealMark(recipient.safe, [hexOf(known[0]!.record)], 'read'));
  must(await recipient.safe.write(read));
}, 90_000);
afterAll(() => world.end());

beforeEach(async () => {
  world.proxy.beHonest();
  victim = await practice.enter(`victim-${devices++}`, await makeDeviceKeys());
});

/** What a safe shows, receipts included, each with who signed it. */
async function shown(safe: Safe): Promise<readonly string[]> {
  const { known } = await messageBookOf(safe).newest(MOST);
  return known.map(({ head, author, content }) => {
    const who = hexOf(author ?? ZERO_ID) === hexOf(recipient.user) ? 'recipient' : 'doctor';
    const words = [who, head['act'], content?.['betreff'], content?.['text']];
    return words.filter((word) => typeof word === 'string').join(' ');
  });
}

const TRUE_LIST = ['doctor message Eins Bitte zurückrufen', 'doctor message Zwei Kein Rückruf', 'recipient read'];

test('[X5] [NA4] [NA21] attack 154: a message withheld is counted, one exchanged stands with its own words, and no receipt gets another author', async () => {
  expect(await shown(await practice.enter(`honest-${devices}`, await makeDeviceKeys()))).toEqual(TRUE_LIST);
  let left = 1;
  world.proxy.lieAbout(
    'akten',
    changeItems((items) => items.filter(([type]) => type !== ENVELOPE || left-- > 0)),
  );
  const { known, closed } = await messageBookOf(victim).newest(MOST);
  expect(known.length + closed).toBe(TRUE_LIST.length);
  expect(closed).toBeGreaterThan(0);
  world.proxy.lieAbout(
    'akten',
    changeItems((items) => {
      const envelopes = items.filter(([type]) => type === ENVELOPE).map(([, , bytes]) => bytes as CborValue);
      let next = envelopes.length;
      return items.map((item) => (item[0] === ENVELOPE ? [ENVELOPE, item[1] as CborValue, envelopes[--next]!] : item));
    }),
  );
  const other = await practice.enter(`exchanged-${devices}`, await makeDeviceKeys());
  expect(await shown(other)).toEqual(TRUE_LIST);
  // The receipt under the doctor's device, as if the doctor had read the own message.
  const fresh = { ...victim.given, pages: await practice.pagesIn(`author-${devices}`) };
  let hasLied = false;
  world.proxy.lieAbout(
    'journal',
    changeItems((items) =>
      items.map((item) =>
        item[0] === ENTRY
          ? item.map((field) => {
              const forged = field instanceof Uint8Array ? withAuthor(field) : undefined;
              hasLied ||= forged !== undefined;
              return forged ?? (field as CborValue);
            })
          : item,
      ),
    ),
  );
  const opened = await Safe.open(fresh);
  expect(hasLied).toBe(true);
  if (opened.ok) for (const line of await shown(opened.value)) expect(TRUE_LIST).toContain(line);
  else expect(opened.error.code).not.toBe('OFFLINE');
});

test('[X5] [NA2] attack 155: a member who is no recipient opens no message from a copied database', async () => {
  must(await thief.safe.sync());
  const copied = await takeDatabase(world, practice.desk.given.tenant);
  const opens = async ({ safe }: Pick<Colleague, 'safe'>) => {
    const { membership, head } = safe.follower;
    const held = membership
      .groupsAt(head.size)
      .flatMap(({ group }) => membership.groupKeyVersions(group))
      .flatMap(({ keyId }) => safe.keys.groupKeyOfId(keyId) ?? []);
    const opened = { admin: new Set<number>(), restricted: new Set<number>() };
    for (const { seq, compartment, bytes } of copied.envelopes) {
      const body = copied.bodies[seq]?.body;
      const part = body?.parts.find((each) => each.compartment === compartment);
      if (body?.kind !== WIRE_KINDS.houseMessage || part === undefined) continue;
      const place = { ...part, originTenant: body.tenant, kind: body.kind, record: body.record, akte: ZERO_ID };
      const keys = await Promise.all(
        held.flatMap((key) => [compartmentKey(key, 'admin'), compartmentKey(key, 'restricted')]),
      );
      for (const key of [...keys, ...(await messageKeysOf(safe, held, { body, seq, copied }))]) {
        if (!(await openPart(bytes, place, key)).ok) continue;
        opened[compartment === ADMIN ? 'admin' : 'restricted'].add(seq);
      }
    }
    return { admin: opened.admin.size, restricted: opened.restricted.size };
  };
  expect(await opens(thief)).toEqual({ admin: 3, restricted: 0 });
  expect(await opens(recipient)).toEqual({ admin: 3, restricted: 2 });
});

/** Every wrapped message key beside an entry, tried with the own user key. */
async function messageKeysOf(
  safe: Safe,
  held: readonly Parameters<typeof compartmentKey>[0][],
  {
    body,
    seq,
    copied,
  }: {
    readonly body: ReturnType<typeof decodeBody>;
    readonly seq: number;
    readonly copied: Awaited<ReturnType<typeof takeDatabase>>;
  },
) {
  const part = body.parts.find(({ compartment }) => compartment === ADMIN);
  const sealed = copied.envelopes.find((each) => each.seq === seq && each.compartment === ADMIN);
  if (part === undefined || sealed === undefined || !body.parts.some(({ compartment }) => compartment === RESTRICTED))
    return [];
  const place = { ...part, originTenant: body.tenant, kind: body.kind, record: body.record, akte: ZERO_ID };
  const found = [];
  for (const key of held) {
    const head = await openPart(sealed.bytes, place, await compartmentKey(key, 'admin'));
    if (!head.ok) continue;
    for (const { key: wrapped } of (head.value['keys'] ?? []) as unknown as readonly { readonly key: Uint8Array }[]) {
      const { tenant, userKey } = safe.given;
      const opened = await openMessageKey(wrapped, { tenant, message: body.record }, userKey.xwing);
      if (opened !== undefined) found.push(await messagePartKey(opened));
    }
  }
  return found;
}

/** A receipt's body with the recipient's device exchanged for the doctor's; undefined for anything else. */
function withAuthor(bytes: Uint8Array): Uint8Array | undefined {
  const from: Id = recipient.given.device.device;
  const at = Buffer.from(bytes).indexOf(Buffer.from(from));
  if (at === -1) return undefined;
  try {
    if (decodeBody(bytes).kind !== WIRE_KINDS.houseMessage) return undefined;
  } catch {
    return undefined;
  }
  const forged = Uint8Array.from(bytes);
  let next = at;
  while (next !== -1) {
    forged.set(practice.desk.given.device.device, next);
    next = Buffer.from(forged).indexOf(Buffer.from(from));
  }
  return forged;
}
