import { Button } from '@mantine/core';
import type { PeopleView, PersonOfHouse } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { Note } from '../parts/note.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { Dialog } from '../shell/dialog.tsx';
import { TaskChoice, useTasksLeft } from './task-choice.tsx';

interface LeaveProps {
  readonly view: PeopleView;
  readonly person: PersonOfHouse;
  /** Something has changed. */
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Ends somebody's access: what happens, what cannot be taken back, and to whom their open tasks go (IV30, IV45). */
export function LeaveDialog(props: LeaveProps) {
  const { t } = useTranslation();
  const title = t('leaving.title', { name: props.person.name });
  return (
    <Dialog isOpen label={title} size={560} onClose={props.onClose}>
      <LeaveForm {...props} title={title} />
    </Dialog>
  );
}

function LeaveForm({ view, person, title, onDone, onClose }: LeaveProps & { readonly title: string }) {
  const { t } = useTranslation();
  const tasks = useTasksLeft(person.userId);
  const [toUserId, setToUserId] = useState('');
  const { step, failure, submit } = useLeaving(person.userId, onDone);
  const isOver = step === 'not-handed';
  return (
    <form
      className="approve leave"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(toUserId);
      }}
    >
      <h2>{title}</h2>
      <Consequences />
      <TaskChoice {...{ view, person, tasks, toUserId }} onChoose={setToUserId} />
      {isOver && (
        <Note icon="alert" tone="warn">
          {t('leaving.notHanded')}
        </Note>
      )}
      <FailureNote failure={failure} title={t('leaving.failed')} />
      <div className="row">
        {!isOver && (
          <Button type="submit" variant="filled" aria-disabled={step !== 'asked'}>
            {t(STEP_TEXTS[step])}
          </Button>
        )}
        <Button autoFocus onClick={onClose}>
          {t(isOver ? 'leaving.close' : 'leaving.keep')}
        </Button>
      </div>
    </form>
  );
}

function Consequences() {
  const { t } = useTranslation();
  return (
    <div className="d leave-list">
      <b>{t('leaving.now')}</b>
      <ul>
        <li>{t('leaving.nowDevices')}</li>
        <li>{t('leaving.nowKeys')}</li>
      </ul>
      <b>{t('leaving.stays')}</b>
      <ul>
        <li>{t('leaving.staysRead')}</li>
        <li>{t('leaving.staysKeys')}</li>
      </ul>
      <p>{t('leaving.written')}</p>
    </div>
  );
}

type Step = 'asked' | 'leaving' | 'handing' | 'not-handed';
const STEP_TEXTS = {
  asked: 'leaving.confirm',
  leaving: 'leaving.confirming',
  handing: 'leaving.handing',
  'not-handed': 'leaving.confirm',
} as const;

/** The access ends first: nothing of it may wait for tasks. */
function useLeaving(userId: string, onDone: () => void) {
  const safe = useSafe();
  const [step, setStep] = useState<Step>('asked');
  const [failure, setFailure] = useState<Failure>();
  async function submit(toUserId: string): Promise<void> {
    if (step !== 'asked') return;
    setFailure(undefined);
    setStep('leaving');
    const removed = await safe.removePerson(userId);
    if (!removed.ok) {
      setFailure(removed.error);
      return setStep('asked');
    }
    setStep('handing');
    const handed = toUserId === '' ? undefined : await safe.handOverTasks(userId, toUserId);
    if (handed === undefined || handed.ok) return onDone();
    setFailure(handed.error);
    setStep('not-handed');
  }
  return { step, failure, submit };
}
