import { Button } from '@mantine/core';
import type { PersonRow, PersonView } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { Suspense, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyNote } from '../device/copy-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { StateBlock } from '../parts/state-block.tsx';
import { usePerson } from '../safe/use-person.ts';
import { later } from '../shell/later.ts';
import { useFailureText } from '../text/failure-text.ts';
import { AkteView } from './akte-view.tsx';
import type { Drafts } from './drafts.ts';
import { HouseTypesContext, useEntryTypes, withLooks } from './entry-types.ts';
import { IdentityView } from './identity-view.tsx';

const PersonState = later(async () => (await import('../merge/person-state.tsx')).PersonState);

/** The Akte of one person: on its way, not available, or open. */
export function AkteScreen({
  personId,
  userName,
  drafts,
  onOpened,
  onHome,
}: {
  personId: string;
  userName: string;
  drafts: Drafts;
  onOpened: (row: PersonRow) => void;
  onHome: () => void;
}) {
  const { t } = useTranslation();
  const { person, retry } = usePerson(personId);
  const row = person.state === 'open' ? person.view.person : undefined;
  // Whoever was merged is shown as the person that stays.
  const shownId = row?.personId ?? personId;
  useEffect(() => {
    if (row !== undefined) onOpened(row);
  }, [row, onOpened]);
  const house = useEntryTypes();
  const opened = person.state === 'open' ? person.view : undefined;
  const view = useMemo(
    () => (opened === undefined ? undefined : withLooks(opened, house.types)),
    [opened, house.types],
  );
  // Who was just brought back is told so, with the way back, where it said that they were away.
  const [unusualId, setUnusualId] = useState<string>();
  if (view !== undefined && isUnusual(view) && unusualId !== shownId) setUnusualId(shownId);
  if (view !== undefined)
    return (
      <HouseTypesContext value={house}>
        <CopyNote atMs={view.copyFromMs} />
        {unusualId === shownId && (
          <Suspense>
            <PersonState key={shownId} view={view} />
          </Suspense>
        )}
        {view.reads === 'identity' ? (
          <IdentityView key={shownId} personId={shownId} view={view} />
        ) : (
          <AkteView key={shownId} personId={shownId} view={view} {...{ userName, drafts }} />
        )}
      </HouseTypesContext>
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

function isUnusual({ person, merged }: PersonView): boolean {
  return person.isArchived === true || person.isDead === true || (merged?.length ?? 0) > 0;
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
