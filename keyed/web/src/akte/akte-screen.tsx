import { Button } from '@mantine/core';
import type { PersonRow } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyNote } from '../device/copy-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { StateBlock } from '../parts/state-block.tsx';
import { usePerson } from '../safe/use-person.ts';
import { useFailureText } from '../text/failure-text.ts';
import { AkteView } from './akte-view.tsx';
import type { Drafts } from './drafts.ts';
import { IdentityView } from './identity-view.tsx';
import { PrintRefused } from './print-refused.tsx';

/** The Akte of one person: on its way, not available, or open. */
export function AkteScreen({
  personId,
  drafts,
  onOpened,
  onHome,
}: {
  personId: string;
  drafts: Drafts;
  onOpened: (row: PersonRow) => void;
  onHome: () => void;
}) {
  const { t } = useTranslation();
  const { person, retry } = usePerson(personId);
  const row = person.state === 'open' ? person.view.person : undefined;
  useEffect(() => {
    if (row !== undefined) onOpened(row);
  }, [row, onOpened]);
  if (person.state === 'open')
    return (
      <>
        <CopyNote atMs={person.view.copyFromMs} />
        {person.view.reads === 'identity' ? (
          <IdentityView key={personId} personId={personId} view={person.view} />
        ) : (
          <PrintRefused may={person.view.may.print}>
            <AkteView key={personId} personId={personId} view={person.view} drafts={drafts} />
          </PrintRefused>
        )}
      </>
    );
  if (person.state === 'failed') return <NoAkte failure={person.failure} onRetry={retry} onHome={onHome} />;
  return (
    <div className="akte">
      <h1 className="visually-hidden">{t('shell.akte')}</h1>
      <aside className="person" aria-label={t('person.label')}>
        <Skeleton label={t('akte.loading')} lines={4} />
      </aside>
      <div className="mid">
        <Skeleton label={t('akte.loading')} lines={8} />
      </div>
    </div>
  );
}

/** No right and no such Akte look the same: whether it exists elsewhere is nobody's business. */
function NoAkte({ failure, onRetry, onHome }: { failure: Failure; onRetry: () => void; onHome: () => void }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const isForbidden = failure.code === 'AKTE_UNKNOWN' || failure.code === 'RIGHT_MISSING';
  return (
    <div className="page-state">
      <h1 className="visually-hidden">{t('shell.akte')}</h1>
      <div className="panel">
        {isForbidden ? (
          <StateBlock
            icon="lock"
            title={t('akte.noRight')}
            action={<Button onClick={onHome}>{t('akte.toSearch')}</Button>}
          >
            {t('akte.noRightHint')}
          </StateBlock>
        ) : (
          <StateBlock
            icon="alert"
            tone="bad"
            title={t('akte.failed')}
            action={<Button onClick={onRetry}>{t('akte.again')}</Button>}
          >
            {failureText(failure)}
          </StateBlock>
        )}
      </div>
    </div>
  );
}
