import type { OpenTask } from '../channel/home-api.ts';
import type { MessagesView } from '../channel/message-api.ts';
import type { TaskRow, TasksView } from '../channel/task-api.ts';
import type { Safe } from '../safe/safe.ts';
import { messagesView } from './messages-view.ts';
import { doneTaskRows, homeTasks, tasksView } from './tasks-view.ts';
import type { Unlocked } from './unlocked.ts';

/** What is shown of tasks and messages, fetched in one piece behind the first picture. */
export const deskViews = {
  showTasks: (house: Unlocked): Promise<TasksView> => tasksView(house),
  showAtHome: (safe: Safe): Promise<readonly OpenTask[]> => homeTasks(safe),
  showDone: (house: Unlocked): Promise<readonly TaskRow[]> => doneTaskRows(house),
  showMessages: (house: Unlocked, most: number): Promise<MessagesView> => messagesView(house, most),
};
