import { Button } from '@mantine/core';
import type { PersonView } from '@siegel/safe';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isUnreadable } from '../akte/eintrag-text.ts';
import { later } from '../shell/later.ts';
import { Icon } from '../parts/icon.tsx';

const MergeDialog = later(async () => (await import('./merge-dialog.tsx')).MergeDialog);
const DeathDialog = later(async () => (await import('../archive/death-dialog.tsx')).DeathDialog);
const ArchiveDialog = later(async () => (await import('../archive/archive-dialog.tsx')).ArchiveDialog);

/** What is seldom done with a person: joining two that are one, noting a death, archiving. */
export function PersonCare({ view }: { view: PersonView }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<'merge' | 'death' | 'archive'>();
  if (!view.may.write || isUnreadable(view.stammdaten)) return null;
  const close = () => setAsked(undefined);
  const isArchived = view.person.isArchived === true;
  return (
    <>
      {view.may.merge === true && (
        <Button variant="subtle" size="xs" leftSection={<Icon name="people" small />} onClick={() => setAsked('merge')}>
          {t('merge.begin')}
        </Button>
      )}
      <Button variant="subtle" size="xs" leftSection={<Icon name="pen" small />} onClick={() => setAsked('death')}>
        {t('death.begin')}
      </Button>
      {!isArchived && (
        <Button
          variant="subtle"
          size="xs"
          leftSection={<Icon name="folder" small />}
          onClick={() => setAsked('archive')}
        >
          {t('archive.begin')}
        </Button>
      )}
      <Suspense>
        {asked === 'merge' && <MergeDialog person={view.person} onClose={close} />}
        {asked === 'death' && <DeathDialog view={view} onClose={close} />}
        {asked === 'archive' && <ArchiveDialog person={view.person} onClose={close} />}
      </Suspense>
    </>
  );
}
