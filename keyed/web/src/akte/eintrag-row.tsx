import type { EintragView, FreigabeView } from '@siegel/safe';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../parts/icon.tsx';
import { formatDay, formatShortDay, formatTime, initialsOf, localDay } from '../text/format.ts';
import { EditingNotice } from '../editing/editing-notice.tsx';
import { useLanguage } from '../text/language.ts';
import { FreigabeChip } from '../freigabe/freigabe-chip.tsx';
import { EintragContent } from './eintrag-content.tsx';
import { EintragSign } from './eintrag-sign.tsx';
import { TypeSign } from './type-sign.tsx';
import type { AkteLine } from './akte-lines.ts';

/** What a row offers; `editor` stands in place of the text while the Eintrag is changed. */
export interface RowProps {
  readonly line: AkteLine;
  readonly isActive: boolean;
  readonly isTicked: boolean;
  readonly tools: RowTools;
  readonly editor: ReactNode | undefined;
}

/** What can be done with one Eintrag. */
export interface RowTools {
  /** Ticks or unticks it for print and PDF. */
  readonly onTick: () => void;
  readonly onChange: () => void;
  readonly onHistory: () => void;
  readonly onMove: () => void;
  readonly onServerView: () => void;
  readonly onOpenFile: () => void;
  readonly onFreigeben: () => void;
  readonly onPresent: () => void;
  readonly onNachtrag: () => void;
  readonly onSight: () => void;
  readonly onPin: () => void;
}

const CLOCKS_DIFFER_MS = 5 * 60_000;

/** One Eintrag: day once per day, Kuerzel in its hue, text, author, sign. */
export function EintragRow({ line, isActive, isTicked, tools, editor }: RowProps) {
  const language = useLanguage();
  const { eintrag, startsDay } = line;
  return (
    <>
      <span className="eintrag-day" role="gridcell">
        {startsDay && <time dateTime={eintrag.behandlungstag}>{formatShortDay(eintrag.behandlungstag, language)}</time>}
      </span>
      <b className="kz" role="gridcell" style={{ color: `var(--sg-${eintrag.hue})` }}>
        {eintrag.kuerzel}
        <TypeSign sign={eintrag.sign} />
      </b>
      <span className="eintrag-cell" role="gridcell">
        {editor ?? <EintragContent eintrag={eintrag} onOpenFile={tools.onOpenFile} />}
        {eintrag.siteName !== undefined && <span className="chip eintrag-site">{eintrag.siteName}</span>}
        {eintrag.ofPerson !== undefined && <OfPerson name={eintrag.ofPerson} />}
        <FreigabeChip freigabe={eintrag.freigabe} />
        <EditingNotice recordId={eintrag.recordId} of="eintrag" />
      </span>
      <span className="eintrag-actions" role="gridcell">
        {isActive && editor === undefined && <RowActions tools={tools} freigabe={eintrag.freigabe} />}
      </span>
      <Author eintrag={eintrag} />
      <span className="eintrag-sign" role="gridcell">
        <EintragSign eintrag={eintrag} />
        {isTicked && <TickSign />}
      </span>
    </>
  );
}

function TickSign() {
  return (
    <span className="tick-sign" aria-hidden="true">
      <Icon name="check" small />
    </span>
  );
}

/** In whose Akte it stands, where two persons are shown as one. */
function OfPerson({ name }: { name: string }) {
  const { t } = useTranslation();
  return <span className="chip eintrag-site">{t('merge.foundAs', { name })}</span>;
}

/** Signs alone where there is room for a table; with words on a narrow screen, where nothing hovers. */
function RowActions({ tools, freigabe }: { tools: RowTools; freigabe: FreigabeView | undefined }) {
  const { t } = useTranslation();
  const isReleased = freigabe?.state === 'released';
  const mayRelease = freigabe !== undefined && freigabe.refusal === undefined;
  return (
    <>
      {isReleased ? (
        <RowAction
          icon="pen"
          word={t('freigabe.nachtragWord')}
          title={t('freigabe.nachtragKey')}
          onClick={tools.onNachtrag}
        />
      ) : (
        <RowAction icon="pen" word={t('eintrag.change')} title={t('eintrag.changeKey')} onClick={tools.onChange} />
      )}
      <RowAction icon="history" word={t('history.word')} title={t('history.key')} onClick={tools.onHistory} />
      {isReleased && (
        <RowAction icon="eye" word={t('freigabe.sight.word')} title={t('freigabe.sight.key')} onClick={tools.onSight} />
      )}
      {!isReleased && <RowAction icon="move" word={t('move.word')} title={t('move.key')} onClick={tools.onMove} />}
      {!isReleased && freigabe !== undefined && (
        <RowAction
          icon="stamp"
          word={t(mayRelease ? 'freigabe.word' : 'freigabe.dialog.doPresent')}
          title={t(mayRelease ? 'freigabe.key' : 'freigabe.presentKey')}
          onClick={mayRelease ? tools.onFreigeben : tools.onPresent}
        />
      )}
      <RowAction icon="check" word={t('aktePrint.tick')} title={t('aktePrint.tickKey')} onClick={tools.onTick} />
      <RowAction icon="pin" word={t('pin.word')} title={t('pin.key')} onClick={tools.onPin} />
      <RowAction icon="server" word={t('eintrag.server')} title={t('eintrag.serverKey')} onClick={tools.onServerView} />
    </>
  );
}

function RowAction({
  icon,
  word,
  title,
  onClick,
}: {
  icon: IconName;
  word: string;
  title: string;
  onClick: () => void;
}) {
  return (
    <button
      type="button"
      tabIndex={-1}
      className="row-action"
      title={title}
      // The first click of a double click on the row may bring this button under the pointer.
      onClick={(event) => event.detail < 2 && onClick()}
    >
      <Icon name={icon} small />
      <span className="row-action-word">{word}</span>
    </button>
  );
}

function Author({ eintrag }: { eintrag: EintragView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { authoredAtMs, receivedAtMs, versions } = eintrag;
  const author = eintrag.author === '' ? t('eintrag.authorUnknown') : eintrag.author;
  const written = t('eintrag.written', {
    author,
    day: formatDay(localDay(authoredAtMs), language),
    time: formatTime(authoredAtMs, language),
  });
  const version = versions > 1 ? t('eintrag.version', { version: versions }) : '';
  const carried = eintrag.carriedBy === undefined ? '' : t('aktenSites.carriedBy', { name: eintrag.carriedBy });
  const clocks = carried === '' && receivedAtMs !== null && Math.abs(receivedAtMs - authoredAtMs) > CLOCKS_DIFFER_MS;
  const received = clocks ? t('eintrag.clocks', { time: formatTime(receivedAtMs, language) }) : '';
  return (
    <span
      className="eintrag-author m"
      role="gridcell"
      title={[written, carried, version, received].filter(Boolean).join('\n')}
    >
      <span aria-hidden="true">{eintrag.author === '' ? '?' : initialsOf(author)}</span>
      <span className="visually-hidden">{author}</span>
    </span>
  );
}
