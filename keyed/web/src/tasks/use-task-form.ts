import type { PersonRow, TaskDraft, TaskFields, TaskRow } from '@siegel/safe';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSafe } from '../safe/safe-context.ts';
import { KEPT_AS } from '../text-blocks/kept-forms.ts';
import { useKeptForm } from '../text-blocks/use-kept-form.ts';
import type { TaskActs } from './use-task-acts.ts';

/** Of a new task: whose it is, and the Eintrag it is made from. */
export interface TaskAbout {
  readonly person?: PersonRow | undefined;
  readonly fromRecord?: string | undefined;
}

/** A task as it is kept until it is saved (TB16). */
export interface KeptTask {
  readonly form: FormState;
  readonly person: PersonRow | undefined;
  readonly fromRecord?: string | undefined;
  /** The task that is changed; undefined: a new one. */
  readonly recordId?: string | undefined;
}

interface FormState extends Required<Omit<TaskFields, 'state' | 'text'>> {
  readonly text: string;
}

const EMPTY: FormState = { title: '', text: '', dueDay: null, isUrgent: false, assignees: [], repeat: null };

interface TaskFormInput {
  /** Undefined: a new one. */
  readonly row: TaskRow | undefined;
  readonly about: TaskAbout | undefined;
  readonly acts: Pick<TaskActs, 'run'>;
  readonly onClose: () => void;
}

/** A task being written or changed. `submit` saves it when it has a title, and closes when that was done. */
export function useTaskForm({ row, about, acts, onClose }: TaskFormInput) {
  const { t } = useTranslation();
  const safe = useSafe();
  const [form, setForm] = useState<FormState>(() => formOf(row));
  const [person, setPerson] = useState(about?.person);
  const [isMissing, setIsMissing] = useState(false);
  const [recordId, fromRecord] = [row?.recordId, about?.fromRecord];
  useKeptForm<KeptTask>(`${recordId ?? fromRecord ?? about?.person?.personId ?? 'new'}${KEPT_AS.task}`, {
    form: { form, person, fromRecord, recordId },
    words: wordsOf,
    onForm(kept) {
      setForm(kept.form);
      setPerson(kept.person);
    },
  });
  async function submit(): Promise<void> {
    setIsMissing(form.title.trim() === '');
    if (form.title.trim() === '') return;
    const named = { title: form.title.trim() };
    const isDone =
      row === undefined
        ? await acts.run(t('tasks.done.added', named), () => safe.addTask(draftOf(form, person, about)))
        : await acts.run(t('tasks.done.changed', named), () => safe.changeTask(row.recordId, changesOf(row, form)));
    if (isDone) onClose();
  }
  const set = (change: Partial<FormState>) => setForm((before) => ({ ...before, ...change }));
  return { form, set, person, setPerson, isMissing, submit };
}

/** What of a kept task is said. */
export function wordsOf({ form: { title, text } }: KeptTask): string {
  return title === '' ? text : title;
}

function formOf(row: TaskRow | undefined): FormState {
  if (row === undefined) return EMPTY;
  const { title, text = '', dueDay = null, isUrgent, assignees, repeat = null } = row;
  return { title, text, dueDay, isUrgent, assignees, repeat };
}

/** A task of the house does not name the Eintrag that was in focus. */
function draftOf(form: FormState, person: PersonRow | undefined, about: TaskAbout | undefined): TaskDraft {
  return {
    ...form,
    ...(person !== undefined && { personId: person.personId }),
    ...(person !== undefined && about?.fromRecord !== undefined && { fromRecord: about.fromRecord }),
  };
}

/** Only what was changed: what somebody else changes meanwhile stays theirs. */
function changesOf(row: TaskRow, form: FormState): TaskFields {
  const before = formOf(row);
  return Object.fromEntries(
    Object.entries(form).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof FormState]),
    ),
  );
}
