import { foldName, taskFromLine, type TaskLine } from '@siegel/akten';
import type { LineAddressees } from '@siegel/safe';
import { formatDay, initialsOf, localDay } from '../text/format.ts';
import type { LineDone, LineGiven, LineWork } from './line-given.ts';

const TITLE_AT_MOST = 400;

/** A task of the line: for whom, what, until when (AL6). */
export function taskWork(text: string, addressees: LineAddressees, given: LineGiven): LineWork {
  const { t, language } = given;
  const everybody = [...addressees.people, ...addressees.groups];
  const task = taskFromLine(text, { who: whoOf(addressees), today: localDay(Date.now()) });
  const [unknown] = task.unknown;
  const [ambiguous] = task.ambiguous;
  if (unknown !== undefined) {
    const known = everybody
      .filter(({ name }) => name !== '')
      .map(({ name }) => `@${initialsOf(name).toLowerCase()} ${name}`);
    return { fault: t('line.nobody', { word: unknown, known: known.slice(0, 8).join(', ') }) };
  }
  if (ambiguous !== undefined) return { fault: t('line.several', { word: ambiguous }) };
  if (task.title === '') return { fault: t('line.noTitle') };
  if (task.title.length > TITLE_AT_MOST) return { fault: t('line.titleLong', { most: TITLE_AT_MOST }) };
  const names = task.who.map((id) => everybody.find((one) => one.id === id)?.name ?? '').join(', ');
  const due = task.due === undefined ? '' : t('line.due', { day: formatDay(task.due, language) });
  const urgent = task.isUrgent ? t('line.urgent') : '';
  const says = [t('line.taskFor', { names }), task.title, due, urgent].filter(Boolean).join(', ');
  return { says, run: () => give(task, names, given) };
}

async function give(task: TaskLine, names: string, { t, safe, onWrite, day, personId }: LineGiven) {
  const value = {
    behandlungstag: day,
    titel: task.title,
    zustand: 'offen',
    zustaendig: task.who.map(bytesOfHex),
    ...(task.due !== undefined && { faelligAm: task.due }),
    ...(task.isUrgent && { dringlichkeit: 'wichtig' }),
  };
  const written = await onWrite('AUF', value);
  if (!written.ok) return written;
  const { recordId, saved } = written.value;
  const done: LineDone = {
    saved,
    says: t('line.given', { names }),
    // Nothing is taken out of an Akte: the task is called off.
    undo: () => safe.writeEintrag({ personId, recordId, kind: 'task', value: { ...value, zustand: 'abgebrochen' } }),
  };
  return { ok: true as const, value: done };
}

/** Everybody by initials, by each part of the name and by the whole of it; initials of two are nobody's. A word that means a colleague
 *  means no role, unit or workplace. */
function whoOf({ people, groups }: LineAddressees): ReadonlyMap<string, readonly string[]> {
  const byWord = new Map<string, readonly string[]>();
  const add = (word: string, id: string) => {
    const key = foldName(word);
    const ids = byWord.get(key) ?? [];
    if (key !== '' && !ids.includes(id)) byWord.set(key, [...ids, id]);
  };
  const addAll = (all: LineAddressees['people'], isFree: (word: string) => boolean) => {
    for (const { id, name } of all)
      for (const word of [initialsOf(name), name, ...name.split(/\s+/).filter((part) => !part.endsWith('.'))])
        if (isFree(word)) add(word, id);
  };
  addAll(people, () => true);
  const ofPeople = new Set(byWord.keys());
  addAll(groups, (word) => !ofPeople.has(foldName(word)));
  return byWord;
}

function bytesOfHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}
