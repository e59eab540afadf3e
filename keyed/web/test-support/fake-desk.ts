import type { MessageApi, TaskApi } from '@siegel/safe';
import { fail } from '@siegel/wire';

/** Tasks and messages that cannot be had: their screens are looked at with a real safe. */
export function fakeDesk(): TaskApi & MessageApi {
  const offline = async () => fail('OFFLINE');
  return {
    tasksView: offline,
    watchTasks: () => () => undefined,
    doneTasks: offline,
    addTask: offline,
    changeTask: offline,
    finishTask: offline,
    undoTasks: offline,
    messagesView: offline,
    watchMessages: () => () => undefined,
    sendMessage: offline,
    markMessages: offline,
  };
}
