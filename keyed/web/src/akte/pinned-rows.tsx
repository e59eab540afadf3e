import type { EintragView, PersonView } from '@siegel/safe';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { Icon } from '../parts/icon.tsx';
import { later } from '../shell/later.ts';
import { formatShortDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { pinnedIds, type usePins } from './use-pins.ts';

const UndoToast = later(async () => (await import('../day-list/undo-toast.tsx')).UndoToast);

/** What is pinned stands above the rows for everybody, whatever the filter hides; a press leads to its place (PN1). */
export function PinnedRows({
  view,
  onShow,
  pins,
}: {
  view: PersonView;
  onShow: (recordId: string) => void;
  pins: ReturnType<typeof usePins>;
}) {
  const { t } = useTranslation();
  const byId = new Map(view.eintraege.map((eintrag) => [eintrag.recordId, eintrag]));
  const pinned = pinnedIds(view).flatMap((id): readonly EintragView[] => {
    const eintrag = byId.get(id);
    return eintrag === undefined ? [] : [eintrag];
  });
  return (
    <>
      <FailureNote failure={pins.failure} title={t('pin.failed')} />
      {pins.last !== undefined && (
        <Suspense>
          <UndoToast last={pins.last} onUndo={pins.undo} onClose={pins.dismiss} />
        </Suspense>
      )}
      {pinned.length > 0 && <List {...{ pinned, onShow }} onUnpin={view.may.write ? pins.toggle : undefined} />}
    </>
  );
}

function List({
  pinned,
  onShow,
  onUnpin,
}: {
  pinned: readonly EintragView[];
  onShow: (recordId: string) => void;
  onUnpin: ((recordId: string) => void) | undefined;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <ul className="pinned" aria-label={t('pin.label')}>
      {pinned.map((eintrag) => (
        <li key={eintrag.recordId}>
          <button type="button" className="pinned-row" title={eintrag.summary} onClick={() => onShow(eintrag.recordId)}>
            <Icon name="pin" small />
            <time dateTime={eintrag.behandlungstag}>{formatShortDay(eintrag.behandlungstag, language)}</time>
            <b className="kz" style={{ color: `var(--sg-${eintrag.hue})` }}>
              {eintrag.kuerzel}
            </b>
            <span className="el">{eintrag.summary === '' ? t('eintrag.unreadable') : eintrag.summary}</span>
          </button>
          {onUnpin !== undefined && (
            <button
              type="button"
              className="row-action"
              aria-label={`${t('pin.take')}: ${eintrag.kuerzel} ${eintrag.summary.slice(0, 40)}`}
              onClick={() => onUnpin(eintrag.recordId)}
            >
              <Icon name="close" small />
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
