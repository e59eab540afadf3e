import type { EintragView } from '@siegel/safe';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '../text/format-bytes.ts';
import { Preview } from '../attachments/preview.tsx';
import { Icon } from '../parts/icon.tsx';
import { SealedValue } from '../parts/sealed-signs.tsx';
import { useFailureText } from '../text/failure-text.ts';
import { useLanguage } from '../text/language.ts';
import { isUnreadable } from './eintrag-text.ts';
import { seemsCut } from './row-heights.ts';

/** Signs, on a line of 25. */
const SURELY_THREE_LINES = 70;

/** The text of a row: at most three lines, then "mehr". What cannot be opened is named as such. */
export function EintragContent({ eintrag, onOpenFile }: { eintrag: EintragView; onOpenFile: () => void }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  if (isUnreadable(eintrag.value)) {
    const code = eintrag.value.unreadable;
    if (code === 'KEY_UNKNOWN') return <SealedValue text={t('eintrag.sealedForMe')} />;
    return (
      <span>
        <span className="warn n">{t('eintrag.unreadable')}: </span>
        {failureText({ code: eintrag.value.unreadable })}
      </span>
    );
  }
  if (eintrag.value['blobIds'] !== undefined)
    return <FileContent eintrag={eintrag} value={eintrag.value} onOpenFile={onOpenFile} />;
  return (
    <Clamped of={eintrag.summary} seemsCut={seemsCut(eintrag)}>
      <WithBoldCode summary={eintrag.summary} icd={eintrag.value['icd']} />
      {eintrag.state === 'conflict' && <span className="warn n"> {t('eintrag.conflictShort')}</span>}
      {eintrag.state === 'queued' && <span className="warn"> {t('eintrag.queuedShort')}</span>}
    </Clamped>
  );
}

/** A file: preview, name and size in one button that opens it beside the rows. */
function FileContent({
  eintrag,
  value,
  onOpenFile,
}: {
  eintrag: EintragView;
  value: Readonly<Record<string, unknown>>;
  onOpenFile: () => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { vorschau, groesseBytes } = value;
  return (
    <button type="button" className="file-open" tabIndex={-1} title={t('file.open')} onClick={onOpenFile}>
      {vorschau instanceof Uint8Array ? <Preview bytes={vorschau} /> : <Icon name="clip" small />}
      <span className="file-name">
        <bdi>{eintrag.summary}</bdi>
      </span>
      {typeof groesseBytes === 'number' && <span className="m t12 nw">{formatBytes(groesseBytes, language)}</span>}
    </button>
  );
}

/** Not for what fits into three lines of the narrowest screen: asking the page for a height makes it lay out every new row. */
function mayBeCut(text: string): boolean {
  return text.length > SURELY_THREE_LINES || text.includes('\n');
}

function WithBoldCode({ summary, icd }: { summary: string; icd: unknown }) {
  if (typeof icd !== 'string' || icd === '' || !summary.startsWith(icd)) return summary;
  return (
    <>
      <b className="n">{icd}</b>
      {summary.slice(icd.length)}
    </>
  );
}

/** @param of the text: where it stays the same, its height is not asked for again, which would lay out the whole page. */
function Clamped({ of, seemsCut: isGuessed, children }: { of: string; seemsCut: boolean; children: ReactNode }) {
  const { t } = useTranslation();
  const text = useRef<HTMLSpanElement>(null);
  const [isCut, setIsCut] = useState(isGuessed);
  const [isOpen, setIsOpen] = useState(false);
  useLayoutEffect(() => {
    const element = text.current;
    if (element !== null && !isOpen && mayBeCut(of)) setIsCut(element.scrollHeight > element.clientHeight + 2);
  }, [of, isOpen]);
  return (
    <>
      <span ref={text} className={isOpen ? 'eintrag-text' : 'eintrag-text clamped'}>
        {children}
      </span>
      {isCut && (
        <button type="button" className="more" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? t('eintrag.less') : t('eintrag.more')}
        </button>
      )}
    </>
  );
}
