import { type EntryPacket, fail, type Id, ok, type Result } from '@siegel/wire';
import type { MessageDraft, MessageMark, MessageSent } from '../channel/message-api.ts';
import type { TaskDone, TaskDraft, TaskFields } from '../channel/task-api.ts';
import { sealMark, sealMessage } from '../messages/write-messages.ts';
import type { Safe } from '../safe/safe.ts';
import { type SealedTasks, sealTask, sealTaskChange, sealTaskDone, sealTaskUndo } from '../tasks/write-tasks.ts';
import { meantBy } from '../tasks/desk-people.ts';
import type { SafeSession } from './safe-session.ts';

/** How often a change is sealed anew behind what somebody else wrote a moment before. */
const MOST_ATTEMPTS = 3;

/** What is done with tasks and messages, fetched with the first act. */
export const deskActs = {
  add: (session: SafeSession, draft: TaskDraft) => act(session, (safe) => sealTask(safe, draft)),
  change: (session: SafeSession, recordId: string, fields: TaskFields) =>
    act(session, (safe) => sealTaskChange(safe, recordId, fields)),
  finish: (session: SafeSession, recordId: string) => act(session, (safe) => sealTaskDone(safe, recordId)),
  undo: (session: SafeSession, done: TaskDone) => act(session, (safe) => sealTaskUndo(safe, done)),
  async send(session: SafeSession, draft: MessageDraft): Promise<Result<MessageSent>> {
    const safe = session.unlocked?.safe;
    if (safe === undefined) return fail('SESSION_MISSING');
    const sealed = await sealMessage(safe, draft, await meantBy(safe, draft.to));
    return sealed.ok ? write(session, sealed.value) : sealed;
  },
  async mark(session: SafeSession, messageIds: readonly string[], mark: MessageMark): Promise<Result<MessageSent>> {
    const safe = session.unlocked?.safe;
    if (safe === undefined) return fail('SESSION_MISSING');
    const sealed = await sealMark(safe, messageIds, mark);
    return sealed.ok ? write(session, sealed.value) : sealed;
  },
};

/** Seals, sends and shows one act. What somebody else wrote a moment before is followed, and the act sealed behind it. */
async function act(
  session: SafeSession,
  seal: (safe: Safe) => Promise<Result<SealedTasks>>,
): Promise<Result<TaskDone>> {
  for (let attempt = 1; ; attempt++) {
    const safe = session.unlocked?.safe;
    if (safe === undefined) return fail('SESSION_MISSING');
    const sealed = await seal(safe);
    if (!sealed.ok) return sealed;
    const { packets, records, instead } = sealed.value;
    const written = await write(session, packets, instead);
    if (written.ok) return ok({ records, saved: written.value.saved });
    if (written.error.code !== 'ENTRY_STALE' || attempt === MOST_ATTEMPTS) return written;
  }
}

async function write(
  session: SafeSession,
  packets: readonly EntryPacket[],
  instead?: Id,
): Promise<Result<{ readonly saved: boolean }>> {
  const safe = session.unlocked?.safe;
  if (safe === undefined) return fail('SESSION_MISSING');
  const written = await safe.write(packets, instead);
  if (!written.ok) {
    await session.catchUp();
    return written;
  }
  // What was sealed here is not fetched from elsewhere.
  for (const { envelopes } of packets) for (const envelope of envelopes) safe.cache.put(envelope);
  if (written.value.saved) await session.catchUp();
  else await session.desk.tellAll();
  session.report(session.board.status.phase);
  return ok({ saved: written.value.saved });
}
