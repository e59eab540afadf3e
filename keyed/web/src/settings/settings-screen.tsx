import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import '../design/settings.css';
import { FailureNote } from '../parts/failure-note.tsx';
import { Icon } from '../parts/icon.tsx';
import { Note } from '../parts/note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import type { Place } from '../place/place.ts';
import { SECTIONS, type SettingsSection } from './sections.ts';
import { useMayChange } from './use-may-change.ts';

/** "Einstellungen": sections on the left, the chosen one beside it; on a phone one after the other (EI1). */
export function SettingsScreen({ section: wanted, go }: { section: string | undefined; go: (place: Place) => void }) {
  const { t } = useTranslation();
  const chosen = SECTIONS.find(({ id }) => id === wanted);
  return (
    <section className={chosen === undefined ? 'settings at-list' : 'settings'} aria-label={t('settings.title')}>
      <div className="bar line">
        {chosen !== undefined && (
          <button type="button" className="link settings-back" onClick={() => go({ page: 'settings' })}>
            <Icon name="back" small /> {t('settings.title')}
          </button>
        )}
        <h1>{t('settings.title')}</h1>
      </div>
      <nav className="settings-list" aria-label={t('settings.sections')}>
        {SECTIONS.map(({ id }, at) => {
          // Wide screens show the first one until another is chosen.
          const isShown = id === (chosen ?? SECTIONS[0])?.id;
          return (
            <button
              key={id}
              type="button"
              className={isShown ? 'on' : ''}
              aria-current={isShown && (chosen !== undefined || at > 0) ? 'page' : undefined}
              onClick={() => go({ page: 'settings', section: id })}
            >
              <span className="n">{t(`settings.section.${id}`)}</span>
              <span className="m t12">{t(`settings.lead.${id}`)}</span>
            </button>
          );
        })}
      </nav>
      <Chosen section={chosen ?? SECTIONS[0]} />
    </section>
  );
}

function Chosen({ section }: { section: SettingsSection | undefined }) {
  const { t } = useTranslation();
  const { mayChange, failure } = useMayChange();
  if (section === undefined) return null;
  return (
    <div className="settings-body" key={section.id}>
      <h2 className="settings-head">{t(`settings.section.${section.id}`)}</h2>
      <FailureNote failure={failure} title={t('settings.notLoaded')} />
      {mayChange === false && section.isForAll !== true && (
        <Note icon="lock">
          <b className="n">{t('settings.readOnly')}</b> {t('settings.readOnlyHint')}
        </Note>
      )}
      {mayChange === undefined && failure === undefined && <Skeleton label={t('settings.loading')} lines={6} />}
      {mayChange !== undefined && (
        <Suspense fallback={<Skeleton label={t('settings.loading')} lines={6} />}>
          {section.parts.map((Part, at) => (
            <Part key={at} mayChange={mayChange} />
          ))}
        </Suspense>
      )}
    </div>
  );
}
