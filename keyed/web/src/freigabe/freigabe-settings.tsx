import type { FreigabeRulesView } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import '../design/freigabe.css';
import { FailureNote } from '../parts/failure-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useSafe } from '../safe/safe-context.ts';

/** The rules of Freigabe of the organisation, as one section of the settings (FG5, FG30). */
export function FreigabeSettings({ mayChange }: { mayChange: boolean }) {
  const { t } = useTranslation();
  const { rules, failure, isSaved, change } = useRules();
  if (rules === undefined)
    return failure === undefined ? (
      <Skeleton label={t('freigabe.settings.loading')} lines={4} />
    ) : (
      <FailureNote failure={failure} title={t('freigabe.settings.failed')} />
    );
  return (
    <section className="settings-part freigabe-settings">
      <h3>{t('freigabe.settings.title')}</h3>
      {!mayChange && <p className="m">{t('freigabe.settings.locked')}</p>}
      <fieldset disabled={!mayChange}>
        <legend>{t('freigabe.settings.responsible')}</legend>
        {(['one', 'two'] as const).map((responsible) => (
          <label key={responsible}>
            <input
              type="radio"
              name="freigabe-responsible"
              checked={rules.responsible === responsible}
              onChange={() => change({ responsible })}
            />
            <span>{t(`freigabe.settings.${responsible}`)}</span>
          </label>
        ))}
      </fieldset>
      <fieldset disabled={!mayChange}>
        <legend className="visually-hidden">{t('freigabe.settings.title')}</legend>
        <Switch
          word={t('freigabe.settings.own')}
          hint={t('freigabe.settings.ownHint')}
          isOn={rules.isOwnAllowed}
          onChange={(isOwnAllowed) => change({ isOwnAllowed })}
        />
        <Switch
          word={t('freigabe.settings.forced')}
          hint={t('freigabe.settings.forcedHint')}
          isOn={rules.isForced}
          onChange={(isForced) => change({ isForced })}
        />
      </fieldset>
      <FailureNote failure={failure} title={t('freigabe.settings.failed')} />
      <p className="m t12" role="status">
        {isSaved && t('freigabe.settings.saved')}
      </p>
    </section>
  );
}

function Switch({
  word,
  hint,
  isOn,
  onChange,
}: {
  word: string;
  hint: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}) {
  return (
    <label>
      <input type="checkbox" checked={isOn} onChange={() => onChange(!isOn)} />
      <span>
        {word}
        <span className="m t12 freigabe-hint">{hint}</span>
      </span>
    </label>
  );
}

function useRules() {
  const safe = useSafe();
  const [rules, setRules] = useState<FreigabeRulesView>();
  const [failure, setFailure] = useState<Failure>();
  const [isSaved, setIsSaved] = useState(false);
  async function load(): Promise<void> {
    const read = await safe.freigabeRules();
    if (read.ok) setRules(read.value);
    else setFailure(read.error);
  }
  useEffect(() => void load(), [safe]);
  async function save(changes: Partial<FreigabeRulesView>): Promise<void> {
    setIsSaved(false);
    setFailure(undefined);
    const changed = await safe.changeFreigabeRules(changes);
    if (changed.ok) setIsSaved(true);
    else setFailure(changed.error);
    await load();
  }
  return { rules, failure, isSaved, change: (changes: Partial<FreigabeRulesView>) => void save(changes) };
}
