import { Button, Kbd } from '@mantine/core';
import type { PersonOfHouse } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { Note } from '../parts/note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { Dialog } from '../shell/dialog.tsx';

/** As many as a key may name (BK23). */
const MOST = 16;

/** Who is to be able to open backups: chosen by name, then told that everybody named shows the key once (BK41). */
export function HoldersDialog({
  chosenBefore,
  onSetUp,
  onReveal,
  onClose,
}: {
  /** Whom the key of now names; empty for the first one. */
  chosenBefore: readonly string[];
  onSetUp: () => Promise<void>;
  onReveal: (keyId: string) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [made, setMade] = useState<{ readonly keyId: string; readonly holders: readonly PersonOfHouse[] }>();
  const title = made === undefined ? t('backups.choose.title') : t('backups.done.title');
  return (
    <Dialog isOpen label={title} size={560} onClose={onClose}>
      {made === undefined ? (
        <ChooseHolders
          chosenBefore={chosenBefore}
          onClose={onClose}
          onMade={async (keyId, holders) => {
            await onSetUp();
            setMade({ keyId, holders });
          }}
        />
      ) : (
        <div className="approve" role="status">
          <h2>{title}</h2>
          <p>{t('backups.done.text', { names: made.holders.map(({ name }) => name).join(', ') })}</p>
          <p className="d">{t('backups.done.next')}</p>
          <div className="row">
            {made.holders.some(({ isOwn }) => isOwn) && (
              <Button variant="filled" autoFocus onClick={() => onReveal(made.keyId)}>
                {t('backups.done.show')}
              </Button>
            )}
            <Button onClick={onClose}>{t('backups.done.later')}</Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}

function ChooseHolders({
  chosenBefore,
  onMade,
  onClose,
}: {
  chosenBefore: readonly string[];
  onMade: (keyId: string, holders: readonly PersonOfHouse[]) => Promise<void>;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const safe = useSafe();
  const { people, chosen, setChosen, failure: notLoaded } = useStaff(chosenBefore);
  const [isTried, setIsTried] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const holders = (people ?? []).filter(({ userId }) => chosen.includes(userId));
  const count = holders.length;
  async function submit(): Promise<void> {
    setIsTried(true);
    if (isBusy || count === 0 || count > MOST) return;
    setIsBusy(true);
    const made = await safe.setUpBackupKey(holders.map(({ userId }) => userId));
    setFailure(made.ok ? undefined : made.error);
    if (made.ok) await onMade(made.value, holders);
    else setIsBusy(false);
  }
  return (
    <form
      noValidate
      className="approve"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h2>{t('backups.choose.title')}</h2>
      <p className="d">{t(chosenBefore.length === 0 ? 'backups.choose.lead' : 'backups.choose.leadNew')}</p>
      {people === undefined && notLoaded === undefined && <Skeleton label={t('backups.choose.noStaff')} lines={4} />}
      {people !== undefined && <Staff people={people} chosen={chosen} onChoose={setChosen} />}
      <HowMany count={count} isTried={isTried} />
      <FailureNote failure={failure ?? notLoaded} title={t('backups.failed')} />
      <div className="row">
        <Button type="submit" variant="filled" loading={isBusy} rightSection={<Kbd>Enter</Kbd>}>
          {t('backups.choose.act')}
        </Button>
        <Button onClick={onClose}>{t('backups.cancel')}</Button>
      </div>
    </form>
  );
}

function Staff({
  people,
  chosen,
  onChoose,
}: {
  people: readonly PersonOfHouse[];
  chosen: readonly string[];
  onChoose: (chosen: readonly string[]) => void;
}) {
  const { t } = useTranslation();
  return (
    <fieldset className="backup-staff">
      <legend>{t('backups.choose.persons')}</legend>
      {people.map(({ userId, name, profession, isOwn }) => {
        const isChosen = chosen.includes(userId);
        return (
          <label key={userId} className={isChosen ? 'on' : undefined}>
            <input
              type="checkbox"
              checked={isChosen}
              onChange={() => onChoose(isChosen ? chosen.filter((one) => one !== userId) : [...chosen, userId])}
            />
            <b className="n el">{name}</b>
            {isOwn && <span className="chip">{t('backups.key.own')}</span>}
            <span className="m t12 el">{profession}</span>
          </label>
        );
      })}
    </fieldset>
  );
}

/** Always in its place, so that nothing moves while somebody chooses. */
function HowMany({ count, isTried }: { count: number; isTried: boolean }) {
  const { t } = useTranslation();
  if (count === 0 && isTried) return <p className="mantine-InputWrapper-error">{t('backups.choose.missing')}</p>;
  if (count > MOST) return <p className="mantine-InputWrapper-error">{t('backups.choose.tooMany')}</p>;
  if (count === 1)
    return (
      <Note icon="alert" tone="warn">
        {t('backups.choose.onlyOne')}
      </Note>
    );
  return <Note icon="info">{t('backups.choose.atLeastTwo')}</Note>;
}

/** Everybody who works here, with those of before chosen. */
function useStaff(chosenBefore: readonly string[]) {
  const safe = useSafe();
  const [people, setPeople] = useState<readonly PersonOfHouse[]>();
  const [chosen, setChosen] = useState(chosenBefore);
  const [failure, setFailure] = useState<Failure>();
  useEffect(() => {
    void safe.peopleView().then((view) => {
      if (view.ok) setPeople(view.value.people.filter(({ isActive }) => isActive));
      else setFailure(view.error);
    });
  }, [safe]);
  return { people, chosen, setChosen, failure };
}
