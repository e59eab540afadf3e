import type { SafeStatus } from '@siegel/safe';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { hiddenSalt } from '../hidden/hidden-mode.ts';
import type { Place } from '../place/place.ts';

/** On paper, in place of the screen: who may not print prints a sentence that says so (RO22), and under the forced mode a screen with what
 *  is not released does (FG42). What stands on screen stays. A sheet made for the printer takes the place of both. Only the
 *  unmodified program does so. */
export function PrintGuard({ print, page }: { print: SafeStatus['print']; page: Place['page'] }) {
  const { t } = useTranslation();
  const refused = refusalOf(print, page);
  if (refused === undefined) return null;
  return createPortal(
    refused === 'hidden' ? (
      <div className="print-refusal names-hidden" aria-hidden="true">
        <p>{t('hidden.refused')}</p>
      </div>
    ) : (
      <div className="print-refusal" aria-hidden="true">
        {refused === 'noRight' && <p>{t('roles.noPrint')}</p>}
        <p>{t(`freigabe.print.${refused}`)}</p>
      </div>
    ),
    document.body,
  );
}

function refusalOf(print: SafeStatus['print'], page: Place['page']): 'noRight' | 'forced' | 'hidden' | undefined {
  // The recovery sheet is paper, and the own one.
  if (page === 'sheet') return undefined;
  // Invented names never stand on paper (EV34).
  if (hiddenSalt() !== undefined) return 'hidden';
  // Before anything is known nothing is printed.
  if (print?.may !== true) return 'noRight';
  return print.isForced && (page === 'freigabe' || page === 'akte') ? 'forced' : undefined;
}
