import { randomBytes } from 'node:crypto';
import { type HandOverContent, makeUserKey } from '@siegel/seal';
import { type Hash, hexOf } from '@siegel/wire';
import { approvalRequests, compareWithDevice } from '../../keyed/safe/src/safe/approve-device.ts';
import { type ApprovalMessage, messageOfText, messageToText } from '../../keyed/safe/src/safe/approval-messages.ts';
import { asking } from '../../keyed/safe/test-support/asking-device.ts';
import { must, type Practice } from '../../keyed/safe/test-support/practice.ts';
import { changeJson, type HostileWorld } from './hostile-world.ts';

/** What lies in a box. */
export type Messages = { readonly from: string; readonly message: string }[];
/** A lie about it, to one side. */
export type Line = (messages: Messages, asker: 'newcomer' | 'approver') => Messages;

/** Lies about what lies in the boxes, to whom. The approver is the device with the token of the practice's desk. */
export function lieInBoxes({ proxy, practice }: HostileWorld, line: Line): void {
  const desk = `Bearer ${practice.desk.given.address.session}`;
  proxy.lie = async (asked, honest) => {
    const answer = await honest();
    if (!asked.path.startsWith('approvals')) return answer;
    const asker = asked.headers['authorization'] === desk ? 'approver' : 'newcomer';
    const lied = (box: Record<string, unknown>) => ({ ...box, messages: line(box['messages'] as Messages, asker) });
    return changeJson((fields) =>
      Array.isArray(fields['approvals'])
        ? { approvals: (fields['approvals'] as Record<string, unknown>[]).map(lied) }
        : lied(fields),
    )(answer);
  };
}

/** The messages with another one at `index`. */
export const replaced = (messages: Messages, index: number, message: ApprovalMessage): Messages =>
  messages.map((one, i) => (i === index ? { ...one, message: messageToText(message) } : one));

/** The message at `index`, when it is that step. */
export function read<S extends ApprovalMessage['step']>(messages: Messages, index: number, step: S) {
  const message = messageOfText(messages[index]?.message ?? '');
  return message?.step === step ? (message as Extract<ApprovalMessage, { step: S }>) : undefined;
}

/** A new device that asks, and is waiting or has failed. */
export async function ask(practice: Practice, name: string) {
  const asked = await asking(await practice.signInPlace(name));
  await Promise.race([asked.waiting, asked.given]);
  return asked;
}

/** The desk answers the newest request. */
export async function answer({ desk }: Practice) {
  const requests = must(await approvalRequests(desk));
  return compareWithDevice(desk, requests.at(-1)?.approval ?? '');
}

/** Devices the journal names now. */
export async function devices({ desk }: Practice): Promise<readonly string[]> {
  must(await desk.sync());
  const { membership, head } = desk.follower;
  return membership.devicesAt(head.size).map(({ device }) => hexOf(device));
}

/** A user key and an organisation of the server's own making. */
export async function anotherContent(): Promise<HandOverContent> {
  const random = (length: number) => new Uint8Array(randomBytes(length));
  const attested = { size: 1, root: random(32) as Hash };
  return { userKey: (await makeUserKey()).secret, orgPublic: random(32), attested };
}
