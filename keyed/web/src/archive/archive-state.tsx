import { Button, Kbd } from '@mantine/core';
import type { ArchiveWish, PersonView } from '@siegel/safe';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { Note } from '../parts/note.tsx';
import { useKeys } from '../shell/use-keys.ts';
import { formatDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { useArchiving } from './use-archiving.ts';

/** Above an Akte in the archive: since when, by whom, and one key that brings it back; once it is back, the way to archive it again (PM47). */
export function ArchiveState({ view }: { view: PersonView }) {
  const { t } = useTranslation();
  const { archived } = view;
  const [wasArchived, setWasArchived] = useState(archived !== undefined);
  if (archived !== undefined && !wasArchived) setWasArchived(true);
  const { failure, set } = useArchiving(view.person.personId);
  const turn = (does: ArchiveWish['does']) => void set(does);
  useKeys(archived?.mayBringBack === true ? { 'Alt+KeyB': () => turn('bringBack') } : {});
  return (
    <>
      {archived !== undefined && <Archived archived={archived} onBack={() => turn('bringBack')} />}
      {archived === undefined && wasArchived && (
        <Note icon="check">
          <b className="n">{t('archive.isBack')}</b> {t('archive.isBackText')}{' '}
          {view.may.write && (
            <Button size="xs" onClick={() => turn('archive')}>
              {t('archive.again')}
            </Button>
          )}
        </Note>
      )}
      <FailureNote failure={failure} title={t('archive.failed')} />
    </>
  );
}

function Archived({ archived, onBack }: { archived: NonNullable<PersonView['archived']>; onBack: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const day = formatDay(archived.since, language);
  return (
    <Note icon="folder" tone="warn">
      <b className="n">{t('archive.isArchived', { day })}</b>{' '}
      {archived.by !== '' && t('archive.archivedBy', { name: archived.by })} {t('archive.readOnly')}{' '}
      {archived.mayBringBack ? (
        <Button size="xs" onClick={onBack} rightSection={<Kbd>Alt B</Kbd>}>
          {t('archive.bringBack')}
        </Button>
      ) : (
        t('archive.notYours')
      )}
    </Note>
  );
}
