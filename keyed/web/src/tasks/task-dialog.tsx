import { Button, Kbd, Textarea, TextInput } from '@mantine/core';
import type { PersonRow, TaskRow, TasksView } from '@siegel/safe';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PersonField } from '../day-list/person-field.tsx';
import { FailureNote } from '../parts/failure-note.tsx';
import { fullName } from '../search/person-line.tsx';
import { Dialog } from '../shell/dialog.tsx';
import { PROSE } from '../text-blocks/prose.ts';
import '../design/desk.css';
import { AddresseeChoice } from './addressee-choice.tsx';
import { DeskForm } from './desk-form.tsx';
import { DueField } from './due-field.tsx';
import { RepeatField } from './repeat-field.tsx';
import type { TaskActs } from './use-task-acts.ts';
import { type TaskAbout, useTaskForm } from './use-task-form.ts';

interface TaskDialogProps {
  readonly view: TasksView;
  /** Undefined: a new one. */
  readonly row: TaskRow | undefined;
  readonly about?: TaskAbout;
  readonly acts: Pick<TaskActs, 'run' | 'failure'>;
  readonly onClose: () => void;
}

/** A new task, or another wording, day or addressee for one that is there. */
export function TaskDialog(props: TaskDialogProps) {
  const { t } = useTranslation();
  const title = t(props.row === undefined ? 'tasks.newLong' : 'tasks.editLong');
  return (
    <Dialog isOpen label={title} size={600} onClose={props.onClose}>
      <Form {...props} heading={title} />
    </Dialog>
  );
}

function Form({ view, row, about, acts, onClose, heading }: TaskDialogProps & { readonly heading: string }) {
  const { t } = useTranslation();
  const { form, set, person, setPerson, isMissing, submit } = useTaskForm({ row, about, acts, onClose });
  return (
    <DeskForm onSubmit={() => void submit()}>
      <h2>{heading}</h2>
      <TextInput
        data-autofocus
        label={t('tasks.form.title')}
        value={form.title}
        maxLength={400}
        autoComplete="off"
        error={isMissing && t('tasks.form.titleMissing')}
        onChange={(event) => set({ title: event.currentTarget.value })}
      />
      <About row={row} person={person} isAllowed={view.mayWriteAkten} onPerson={setPerson} />
      <AddresseeChoice
        label={t('tasks.form.assignees')}
        addressees={view.addressees}
        chosen={form.assignees}
        onChoose={(assignees) => set({ assignees })}
      />
      <div className="form-row">
        <DueField day={form.dueDay} onDay={(dueDay) => set({ dueDay })} />
        <RepeatField repeat={form.repeat} onRepeat={(repeat) => set({ repeat })} />
        <label className="desk-tick">
          <input type="checkbox" checked={form.isUrgent} onChange={() => set({ isUrgent: !form.isUrgent })} />
          <span>{t('tasks.form.urgent')}</span>
        </label>
      </div>
      <Textarea
        {...PROSE}
        label={t('tasks.form.text')}
        value={form.text}
        maxLength={20_000}
        autosize
        minRows={2}
        maxRows={8}
        onChange={(event) => set({ text: event.currentTarget.value })}
      />
      <FailureNote failure={acts.failure} title={t('tasks.notDone')} />
      <div className="row">
        <Button type="submit" variant="filled" rightSection={<Kbd>Strg Enter</Kbd>}>
          {t(row === undefined ? 'tasks.form.add' : 'tasks.form.save')}
        </Button>
        <Button onClick={onClose}>{t('tasks.form.cancel')}</Button>
      </div>
    </DeskForm>
  );
}

/** Whom it is about; a task that is there keeps its person, because it lies in that Akte. */
function About({
  row,
  person,
  isAllowed,
  onPerson,
}: {
  row: TaskRow | undefined;
  person: PersonRow | undefined;
  isAllowed: boolean;
  onPerson: (person: PersonRow | undefined) => void;
}) {
  const { t } = useTranslation();
  const [isAsked, setIsAsked] = useState(false);
  if (row !== undefined)
    return <p className="m t12">{row.person === undefined ? t('tasks.ofHouse') : fullName(row.person)}</p>;
  if (!isAllowed) return <p className="m t12">{t('tasks.ofHouse')}</p>;
  if (person !== undefined)
    return (
      <p className="row">
        <span className="m t12">{t('tasks.form.about')}</span> <b className="n">{fullName(person)}</b>
        <Button variant="subtle" size="xs" onClick={() => onPerson(undefined)}>
          {t('tasks.form.withoutPerson')}
        </Button>
      </p>
    );
  if (isAsked) return <PersonField person={undefined} isMissing={false} onPerson={onPerson} />;
  return (
    <p className="row">
      <span className="m t12">{t('tasks.ofHouse')}</span>
      <Button variant="subtle" size="xs" onClick={() => setIsAsked(true)}>
        {t('tasks.form.withPerson')}
      </Button>
    </p>
  );
}
