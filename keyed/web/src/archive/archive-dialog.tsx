import { Button } from '@mantine/core';
import type { PersonRow } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { fullName } from '../search/person-line.tsx';
import { Dialog } from '../shell/dialog.tsx';
import { OpenAffairs } from './open-affairs.tsx';
import '../design/merge.css';

/** Asks before one person leaves the lists, and says what that is and what it is not (PM40). */
export function ArchiveDialog({ person, onClose }: { person: PersonRow; onClose: () => void }) {
  const { t } = useTranslation();
  const safe = useSafe();
  const [failure, setFailure] = useState<Failure>();
  const title = t('archive.ask', { name: fullName(person) });
  async function archive(): Promise<void> {
    const begun = await safe.beginArchiveJob({ does: 'archive', personIds: [person.personId] });
    if (begun.ok) onClose();
    else setFailure(begun.error);
  }
  return (
    <Dialog isOpen label={title} size={560} onClose={onClose}>
      <div className="approve">
        <h2>{title}</h2>
        <p className="d">{t('archive.lead')}</p>
        <p className="d">{t('archive.closes')}</p>
        <OpenAffairs personId={person.personId} />
        <FailureNote failure={failure} title={t('archive.failed')} />
        <div className="row">
          <Button variant="filled" data-autofocus onClick={() => void archive()}>
            {t('archive.begin')}
          </Button>
          <Button onClick={onClose}>{t('merge.leave')}</Button>
        </div>
      </div>
    </Dialog>
  );
}
