import { Button } from '@mantine/core';
import type { MergePreview, PersonRow } from '@siegel/safe';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { Note } from '../parts/note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { useStatus } from '../safe/use-status.ts';
import { fullName } from '../search/person-line.tsx';
import { SearchField } from '../search/search-field.tsx';
import { Dialog } from '../shell/dialog.tsx';
import { MergeFields } from './merge-fields.tsx';
import { MergeSides } from './merge-sides.tsx';
import { type Merging, useMerging } from './use-merging.ts';
import '../design/merge.css';

/** Makes two persons one: the other one is searched for, both are looked at side by side, and joined in one act (PM10, PM12). */
export function MergeDialog({
  person,
  other,
  onClose,
  onMerged,
}: {
  person: PersonRow;
  other?: PersonRow;
  onClose: () => void;
  onMerged?: () => void;
}) {
  const { t } = useTranslation();
  const { persons } = useStatus(useSafe());
  const [pair, setPair] = useState<readonly [PersonRow, PersonRow] | undefined>(other && [person, other]);
  return (
    <Dialog isOpen label={t('merge.title')} size={pair === undefined ? 640 : 940} onClose={onClose}>
      <div className="merge">
        <h2>{t('merge.title')}</h2>
        {pair === undefined ? (
          <>
            <p className="d">{t('merge.which', { name: fullName(person) })}</p>
            <SearchField
              persons={persons}
              recent={[]}
              commands={[]}
              startWith={person.familienname}
              onOpen={(row) => row.personId !== person.personId && setPair([person, row])}
              onLeave={onClose}
            />
          </>
        ) : (
          <Compare
            key={pair[0].personId}
            pair={pair}
            onSwap={() => setPair([pair[1], pair[0]])}
            onClose={onClose}
            onMerged={onMerged}
          />
        )}
      </div>
    </Dialog>
  );
}

function Compare({
  pair,
  onSwap,
  onClose,
  onMerged,
}: {
  pair: readonly [PersonRow, PersonRow];
  onSwap: () => void;
  onClose: () => void;
  onMerged?: (() => void) | undefined;
}) {
  const { t } = useTranslation();
  const merging = useMerging(pair, () => {
    onMerged?.();
    onClose();
  });
  const { preview, failure } = merging;
  return (
    <form
      className="merge-form"
      onSubmit={(event) => {
        event.preventDefault();
        void merging.merge();
      }}
    >
      <FailureNote failure={failure} title={t('merge.failed')} />
      {preview === undefined && failure === undefined && <Skeleton label={t('merge.loading')} lines={6} />}
      {preview !== undefined && <Both merging={merging} preview={preview} onSwap={onSwap} />}
      <div className="row merge-foot">
        {preview !== undefined && (
          <Button type="submit" variant="filled" data-autofocus autoFocus aria-disabled={merging.isBusy}>
            {t('merge.confirm')}
          </Button>
        )}
        {preview === undefined && failure !== undefined && (
          <Button onClick={() => void merging.load()}>{t('merge.again')}</Button>
        )}
        <Button onClick={onClose}>{t('merge.leave')}</Button>
      </div>
    </form>
  );
}

function Both({ merging, preview, onSwap }: { merging: Merging; preview: MergePreview; onSwap: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      {preview.warnings.length > 0 && (
        <Note icon="alert" tone="warn">
          <b className="n">{t('merge.reallyOne')}</b>{' '}
          {preview.warnings.map((warning) => t(`merge.warning.${warning}`)).join(' ')}
        </Note>
      )}
      <MergeSides preview={preview} onSwap={onSwap} />
      <MergeFields fields={preview.fields} choice={merging.choice} onChoose={merging.choose} />
      <p className="d">{t('merge.after')}</p>
    </>
  );
}
