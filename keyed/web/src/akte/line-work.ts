import type { LineAddressees } from '@siegel/safe';
import type { LineWish } from './command-line.ts';
import { appointmentWork } from './line-appointment.ts';
import type { LineGiven, LineWork } from './line-given.ts';
import { taskWork } from './line-task.ts';

/** What a line comes to; nothing for lines that are Eintraege. */
export async function workOf(as: LineWish['as'], text: string, given: LineGiven): Promise<LineWork> {
  if (text.trim() === '') return {};
  if (as !== 'appointment' && as !== 'task') return {};
  const who = await given.safe.lineAddressees();
  const addressees: LineAddressees = who.ok ? who.value : { ownUser: '', people: [], groups: [] };
  return as === 'task' ? taskWork(text, addressees, given) : appointmentWork(text, addressees, given);
}
