import { fail, ok, type Result } from '@siegel/wire';
import type { MessageApi } from '../channel/message-api.ts';
import type { TaskApi } from '../channel/task-api.ts';
import type { SafeSession } from './safe-session.ts';
import type { Unlocked } from './unlocked.ts';

// Fetched behind the first picture, and with the first act.
const views = async () => (await import('./desk-views.ts')).deskViews;
const acts = async () => (await import('./desk-acts.ts')).deskActs;

/** Tasks and messages. */
export function deskCalls(session: SafeSession): TaskApi & MessageApi {
  const { desk } = session;
  const inHouse = async <T>(show: (house: Unlocked) => Promise<T>): Promise<Result<T>> =>
    session.unlocked === undefined ? fail('SESSION_MISSING') : ok(await show(session.unlocked));
  return {
    tasksView: () => inHouse(async (house) => (await views()).showTasks(house)),
    watchTasks: (listener) => desk.watchTasks(listener),
    doneTasks: () => inHouse(async (house) => (await views()).showDone(house)),
    addTask: async (draft) => (await acts()).add(session, draft),
    changeTask: async (recordId, fields) => (await acts()).change(session, recordId, fields),
    finishTask: async (recordId) => (await acts()).finish(session, recordId),
    undoTasks: async (done) => (await acts()).undo(session, done),
    messagesView: (most) => inHouse(async (house) => (await views()).showMessages(house, most)),
    watchMessages: (listener) => desk.watchMessages(listener),
    sendMessage: async (draft) => (await acts()).send(session, draft),
    markMessages: async (messageIds, mark) => (await acts()).mark(session, messageIds, mark),
  };
}
