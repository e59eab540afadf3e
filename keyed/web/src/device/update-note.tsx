import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Note } from '../parts/note.tsx';
import { useRelease, useReleaseBoard } from './release-context.ts';

/** Offers a new release (CD13), or says why one is not taken (CD12). With drafts on screen nothing is loaded anew: they are named,
 *  and the button says why it waits. */
export function UpdateNote({ draftCount }: { draftCount: number }) {
  const { t } = useTranslation();
  const board = useReleaseBoard();
  const { next, refused } = useRelease();
  const [isTaking, setIsTaking] = useState(false);
  if (refused !== undefined)
    return (
      <Note icon="alert" tone="bad">
        <b className="n">{t('device.refused')}</b> {t(`device.refusal.${refused}`)}
      </Note>
    );
  if (next === undefined) return null;
  const hasDrafts = draftCount > 0;
  const take = () => {
    if (hasDrafts || isTaking) return;
    setIsTaking(true);
    void board.takeNext();
  };
  return (
    <Note icon="refresh">
      <b className="n">{t('device.next', { version: next.version })}</b>{' '}
      {hasDrafts ? t('device.nextDrafts', { count: draftCount }) : t('device.nextHint')}
      <div className="row note-action">
        <Button variant="filled" aria-disabled={hasDrafts || isTaking} onClick={take}>
          {t('device.take')}
        </Button>
      </div>
    </Note>
  );
}
