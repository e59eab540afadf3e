import { Button } from '@mantine/core';
import type { PeopleView, PersonOfHouse } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { Dialog } from '../shell/dialog.tsx';
import { TaskChoice, useTasksLeft } from './task-choice.tsx';

/** Hands over what somebody who has left still had to do (IV45). */
export function HandOverDialog({
  view,
  person,
  onClose,
}: {
  view: PeopleView;
  person: PersonOfHouse;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const safe = useSafe();
  const tasks = useTasksLeft(person.userId);
  const [toUserId, setToUserId] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const title = t('leaving.handOverTitle', { name: person.name });
  async function submit(): Promise<void> {
    if (isBusy || toUserId === '') return;
    setIsBusy(true);
    const handed = await safe.handOverTasks(person.userId, toUserId);
    setIsBusy(false);
    if (handed.ok) onClose();
    else setFailure(handed.error);
  }
  return (
    <Dialog isOpen label={title} size={480} onClose={onClose}>
      <form
        className="approve leave"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <h2>{title}</h2>
        <TaskChoice {...{ view, person, tasks, toUserId }} onChoose={setToUserId} />
        <FailureNote failure={failure} title={t('leaving.failed')} />
        <div className="row">
          <Button type="submit" variant="filled" aria-disabled={isBusy || toUserId === ''}>
            {t(isBusy ? 'leaving.handing' : 'leaving.handOverConfirm')}
          </Button>
          <Button autoFocus onClick={onClose}>
            {t('leaving.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
