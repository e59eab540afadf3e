import { Button } from '@mantine/core';
import type { EintragView, PersonRow } from '@siegel/safe';
import type { Failure, Result } from '@siegel/wire';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Note } from '../parts/note.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { useStatus } from '../safe/use-status.ts';
import { fullName } from '../search/person-line.tsx';
import { SearchField } from '../search/search-field.tsx';
import { Dialog } from '../shell/dialog.tsx';
import { useFailureText } from '../text/failure-text.ts';

/** Moves an Eintrag of the wrong person: the right one is searched for, seen once more, and confirmed (AT40). */
export function MoveDialog({
  eintrag,
  onMove,
  onClose,
}: {
  /** Undefined while the dialog is closed. */
  eintrag: EintragView | undefined;
  onMove: (eintrag: EintragView, to: PersonRow) => Promise<Result<unknown>>;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Dialog isOpen={eintrag !== undefined} label={t('move.title')} size={640} onClose={onClose}>
      {eintrag !== undefined && <MoveSteps eintrag={eintrag} onMove={onMove} onClose={onClose} />}
    </Dialog>
  );
}

function MoveSteps({
  eintrag,
  onMove,
  onClose,
}: {
  eintrag: EintragView;
  onMove: (eintrag: EintragView, to: PersonRow) => Promise<Result<unknown>>;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const { persons } = useStatus(useSafe());
  const [to, setTo] = useState<PersonRow>();
  const [failure, setFailure] = useState<Failure>();
  const [isMoving, setIsMoving] = useState(false);
  async function move(row: PersonRow): Promise<void> {
    if (isMoving) return;
    setIsMoving(true);
    const moved = await onMove(eintrag, row);
    setIsMoving(false);
    if (moved.ok) onClose();
    else setFailure(moved.error);
  }
  return (
    <div className="move">
      <h2>{t('move.title')}</h2>
      <p className="move-eintrag">
        <b className="kz" style={{ color: `var(--sg-${eintrag.hue})` }}>
          {eintrag.kuerzel}
        </b>
        <span>{eintrag.summary}</span>
      </p>
      {failure !== undefined && (
        <Note icon="alert" tone="bad">
          <b className="n">{t('move.failed')}</b> {failureText(failure)}
        </Note>
      )}
      {to === undefined ? (
        <>
          <p className="d">{t('move.which')}</p>
          <SearchField persons={persons} recent={[]} commands={[]} onOpen={setTo} onLeave={onClose} />
        </>
      ) : (
        <>
          <p className="d">{t('move.hint')}</p>
          <div className="editor-actions">
            <Button variant="filled" autoFocus aria-disabled={isMoving} onClick={() => void move(to)}>
              {t('move.confirm', { name: fullName(to) })}
            </Button>
            <Button onClick={() => setTo(undefined)}>{t('move.back')}</Button>
          </div>
        </>
      )}
    </div>
  );
}
