import { Button } from '@mantine/core';
import type { PersonView } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { fullName } from '../search/person-line.tsx';
import { Dialog } from '../shell/dialog.tsx';
import { formatDay, localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { parseDay } from '../text/parse-day.ts';
import { OpenAffairs } from './open-affairs.tsx';
import '../design/merge.css';

type Value = Readonly<Record<string, unknown>>;

/** Notes that somebody has died, and who told it; then what is still open can be ended in one act (PM50, PM51). */
export function DeathDialog({ view, onClose }: { view: PersonView; onClose: () => void }) {
  const { t } = useTranslation();
  const value = view.stammdaten as Value;
  const [isNoted, setIsNoted] = useState(value['verstorbenAm'] !== undefined);
  const title = t('death.title', { name: fullName(view.person) });
  return (
    <Dialog isOpen label={title} size={560} onClose={onClose}>
      <div className="approve">
        <h2>{title}</h2>
        <DeathForm view={view} value={value} onNoted={() => setIsNoted(true)} />
        {isNoted && <OpenAffairs personId={view.person.personId} />}
        <div className="row">
          <Button onClick={onClose}>{t('death.close')}</Button>
        </div>
      </div>
    </Dialog>
  );
}

function DeathForm({ view, value, onNoted }: { view: PersonView; value: Value; onNoted: () => void }) {
  const { t } = useTranslation();
  const id = useId();
  const form = useDeath(view, value, onNoted);
  const hint = form.isWrong ? 'death.noDay' : undefined;
  return (
    <form
      className="death-form"
      onSubmit={(event) => {
        event.preventDefault();
        void form.save();
      }}
    >
      <label htmlFor={`${id}-day`}>{t('death.day')}</label>
      <input
        id={`${id}-day`}
        data-autofocus
        autoComplete="off"
        value={form.day}
        aria-invalid={form.isWrong}
        aria-describedby={`${id}-hint`}
        onChange={({ currentTarget }) => form.setDay(currentTarget.value)}
      />
      <span id={`${id}-hint`} className="bad t12">
        {hint !== undefined && t(hint)}
      </span>
      <label htmlFor={`${id}-by`}>{t('death.by')}</label>
      <input
        id={`${id}-by`}
        autoComplete="off"
        maxLength={400}
        value={form.by}
        onChange={({ currentTarget }) => form.setBy(currentTarget.value)}
      />
      <FailureNote failure={form.failure} title={t('death.failed')} />
      <div className="row">
        <Button type="submit" variant="filled" aria-disabled={form.isBusy}>
          {t('death.save')}
        </Button>
        {value['verstorbenAm'] !== undefined && (
          <Button variant="subtle" onClick={() => void form.takeBack()}>
            {t('death.takeBack')}
          </Button>
        )}
      </div>
    </form>
  );
}

function useDeath(view: PersonView, value: Value, onNoted: () => void) {
  const safe = useSafe();
  const language = useLanguage();
  const known = typeof value['verstorbenAm'] === 'string' ? value['verstorbenAm'] : undefined;
  const [day, setDay] = useState(known === undefined ? '' : formatDay(known, language));
  const [by, setBy] = useState(typeof value['verstorbenLaut'] === 'string' ? value['verstorbenLaut'] : '');
  const [isWrong, setIsWrong] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  async function write(changes: Value): Promise<boolean> {
    const { verstorbenAm: _day, verstorbenLaut: _by, ...rest } = value;
    setIsBusy(true);
    const personId = view.person.personId;
    const written = await safe.writePerson({ personId, base: view.head, value: { ...rest, ...changes } });
    setIsBusy(false);
    setFailure(written.ok ? undefined : written.error);
    return written.ok;
  }
  return {
    day,
    setDay,
    by,
    setBy,
    isWrong,
    isBusy,
    failure,
    takeBack: async () => {
      if (await write({})) setDay('');
    },
    async save(): Promise<void> {
      const today = localDay(Date.now());
      const verstorbenAm = parseDay(day, today);
      const isFault = verstorbenAm === undefined || verstorbenAm > today;
      setIsWrong(isFault);
      if (isFault || isBusy) return;
      if (await write({ verstorbenAm, ...(by.trim() !== '' && { verstorbenLaut: by.trim() }) })) onNoted();
    },
  };
}
