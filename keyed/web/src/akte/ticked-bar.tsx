import { Button, Kbd } from '@mantine/core';
import type { Ref } from 'react';
import { useImperativeHandle } from 'react';
import { useTranslation } from 'react-i18next';
import { Note } from '../parts/note.tsx';
import { formatCount } from '../text/format.ts';
import type { AktePrintProps } from './akte-print.tsx';
import { leaving } from './leaving.ts';
import { useAktePdf } from './use-akte-pdf.ts';
import '../design/akte-print.css';

/** What a key in a row asks of the bar. */
export interface TickedBarHandle {
  readonly print: () => void;
  readonly pdf: () => void;
}

/** What can be done with the ticked Eintraege: print them, save them as PDF, tick nothing any more. It says what of them may not go. */
export function TickedBar({
  onClear,
  ref,
  ...of
}: AktePrintProps & { readonly onClear: () => void; readonly ref: Ref<TickedBarHandle> }) {
  const { t } = useTranslation();
  const { view, ticked } = of;
  const going = leaving(view, ticked);
  const pdf = useAktePdf(of, going);
  const mayGo = view.may.print && going.lines.length > 0;
  const act = { print: () => mayGo && window.print(), pdf: () => mayGo && void pdf.make() };
  useImperativeHandle(ref, () => act);
  return (
    <div className="ticked" role="region" aria-label={t('aktePrint.region')}>
      <div className="ticked-line">
        <b role="status">{t('aktePrint.ticked', { count: ticked.size, shown: formatCount(ticked.size) })}</b>
        <span className="sp" />
        {mayGo && (
          <>
            <Button title={t('aktePrint.printKey')} onClick={act.print}>
              {t('aktePrint.print')} <Kbd ml={6}>D</Kbd>
            </Button>
            <Button title={t('aktePrint.pdfKey')} disabled={pdf.state.is === 'making'} onClick={act.pdf}>
              {t('aktePrint.pdf')}
            </Button>
          </>
        )}
        <Button variant="subtle" title={t('aktePrint.clearKey')} onClick={onClear}>
          {t('aktePrint.clear')} <Kbd ml={6}>Esc</Kbd>
        </Button>
      </div>
      <Missing view={view} going={going} />
      <Making pdf={pdf} />
    </div>
  );
}

/** What of the ticked is left out, and why. */
function Missing({ view, going }: { view: AktePrintProps['view']; going: ReturnType<typeof leaving> }) {
  const { t } = useTranslation();
  const { withheld, unreadable } = going;
  if (!view.may.print) return <p className="ticked-note">{`${t('roles.noPrint')} ${t('freigabe.print.noRight')}`}</p>;
  const said = [
    going.lines.length === 0 && t('aktePrint.nothing'),
    withheld > 0 && t('freigabe.print.withheld', { count: withheld }),
    unreadable > 0 && t('freigabe.print.unreadable', { count: unreadable }),
  ].filter(Boolean);
  return said.length === 0 ? null : <p className="ticked-note">{said.join(' ')}</p>;
}

function Making({ pdf: { state, cancel } }: { pdf: ReturnType<typeof useAktePdf> }) {
  const { t } = useTranslation();
  switch (state.is) {
    case 'idle':
      return null;
    case 'making':
      return (
        <div className="ticked-line">
          <span>{state.total === 0 ? t('aktePrint.begun') : t('aktePrint.making', { ...state })}</span>
          <progress max={Math.max(1, state.total)} value={state.done} aria-label={t('aktePrint.begun')} />
          <Button variant="subtle" onClick={cancel}>
            {t('aktePrint.cancel')}
          </Button>
        </div>
      );
    case 'made':
      return <Note icon="check">{t('aktePrint.made', { count: state.pages })}</Note>;
    case 'failed':
      return (
        <Note icon="alert" tone="bad">
          {t('aktePrint.failed')}
        </Note>
      );
  }
}
