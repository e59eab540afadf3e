import { Button } from '@mantine/core';
import type { LogRules } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import '../design/log.css';
import { FailureNote } from '../parts/failure-note.tsx';
import { Note } from '../parts/note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { MassReadText, useMassReads } from './mass-read-notice.tsx';

const MOST_AKTEN = 100_000;
const MOST_MINUTES = 1_440;

/** The rules about the log: when somebody is told of unusually many Akten, and whether the sheet of a person names names. Below it what
 *  was told in the last thirty days (LG19, LG21). */
export function LogSettings({ mayChange }: { mayChange: boolean }) {
  const { t } = useTranslation();
  return (
    <section className="settings-part log-settings" aria-label={t('log.settings.title')}>
      <h3>{t('log.settings.title')}</h3>
      <p className="d">{t('log.settings.hint')}</p>
      <RulesForm mayChange={mayChange} />
      <LatelyTold />
      <Note icon="info">{t('log.settings.honest')}</Note>
    </section>
  );
}

function RulesForm({ mayChange }: { mayChange: boolean }) {
  const { t } = useTranslation();
  const { rules, setRules, failure, isSaved, save } = useLogRules();
  if (rules === undefined) return <Skeleton label={t('log.loading')} lines={4} />;
  function submit(event: FormEvent) {
    event.preventDefault();
    void save();
  }
  return (
    <form onSubmit={submit}>
      <RuleFields rules={rules} mayChange={mayChange} onChange={setRules} />
      {mayChange ? (
        <Button type="submit" variant="filled">
          {t('log.settings.save')}
        </Button>
      ) : (
        <p className="m t12">{t('log.settings.noRight')}</p>
      )}
      <span role="status">{isSaved && t('log.settings.saved')}</span>
      <FailureNote failure={failure} title={t('log.settings.notSaved')} />
    </form>
  );
}

function RuleFields({
  rules,
  mayChange,
  onChange,
}: {
  rules: LogRules;
  mayChange: boolean;
  onChange: (rules: LogRules) => void;
}) {
  const { t } = useTranslation();
  const number = (name: 'massReadAkten' | 'massReadMinutes', max: number) => (
    <label>
      <span>{t(`log.rule.${name}`)}</span>
      <input
        type="number"
        min={1}
        max={max}
        required
        disabled={!mayChange}
        value={rules[name]}
        onChange={({ currentTarget }) => onChange({ ...rules, [name]: currentTarget.valueAsNumber || 1 })}
      />
    </label>
  );
  return (
    <>
      {number('massReadAkten', MOST_AKTEN)}
      {number('massReadMinutes', MOST_MINUTES)}
      <fieldset disabled={!mayChange}>
        <legend>{t('log.rule.accessSheet')}</legend>
        {(['role', 'name'] as const).map((choice) => (
          <label key={choice}>
            <input
              type="radio"
              name="access-sheet"
              checked={rules.accessSheet === choice}
              onChange={() => onChange({ ...rules, accessSheet: choice })}
            />{' '}
            {t(`log.settings.sheet.${choice}`)}
          </label>
        ))}
      </fieldset>
    </>
  );
}

function LatelyTold() {
  const { t } = useTranslation();
  const { reads } = useMassReads();
  if (reads.length === 0) return null;
  return (
    <>
      <h3>{t('log.massRead.lately')}</h3>
      <ul className="mass-reads">
        {reads.map((read) => (
          <li key={read.toSeq}>
            <MassReadText read={read} />
          </li>
        ))}
      </ul>
    </>
  );
}

function useLogRules() {
  const safe = useSafe();
  const [rules, setChanged] = useState<LogRules>();
  const [failure, setFailure] = useState<Failure>();
  const [isSaved, setIsSaved] = useState(false);
  useEffect(() => {
    void safe.logRules().then((found) => {
      if (found.ok) setChanged(found.value);
    });
  }, [safe]);
  const setRules = (changed: LogRules) => {
    setIsSaved(false);
    setChanged(changed);
  };
  const save = async () => {
    if (rules === undefined) return;
    const saved = await safe.setLogRules(rules);
    setFailure(saved.ok ? undefined : saved.error);
    setIsSaved(saved.ok);
  };
  return { rules, setRules, failure, isSaved, save };
}
