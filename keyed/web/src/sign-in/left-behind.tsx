import { Button } from '@mantine/core';
import type { LeftText, SignInWish } from '@siegel/safe';
import { useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../access/confirm-dialog.tsx';
import { saveFile } from '../parts/save-file.ts';
import { useSafe } from '../safe/safe-context.ts';
import { Dialog } from '../shell/dialog.tsx';
import { formatMoment } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import '../design/people.css';

/** What somebody wrote here before their access ended: to be copied, printed or saved as text, then taken off the device (IV46). */
export function LeftBehind({
  wish,
  texts,
  onClose,
}: {
  wish: SignInWish;
  texts: readonly LeftText[];
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const safe = useSafe();
  const whole = useWhole(texts);
  const [isCopied, setIsCopied] = useState(false);
  const [isAsking, setIsAsking] = useState(false);
  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(whole).then(
      () => setIsCopied(true),
      () => undefined,
    );
  }
  return (
    <Dialog isOpen label={t('left.title')} size={720} onClose={onClose}>
      <div className="approve left-behind">
        <h2>{t('left.title')}</h2>
        <p className="d">{t('left.lead')}</p>
        <p className="d">{t('left.how')}</p>
        <pre className="left-text" tabIndex={0}>
          {whole}
        </pre>
        <div className="row">
          <Button variant="filled" autoFocus onClick={() => void copy()}>
            {t(isCopied ? 'left.copied' : 'left.copy')}
          </Button>
          <Button onClick={() => window.print()}>{t('left.print')}</Button>
          <Button onClick={() => saveFile(t('left.fileName'), new Blob([whole], { type: 'text/plain' }))}>
            {t('left.save')}
          </Button>
          <Button variant="subtle" onClick={() => setIsAsking(true)}>
            {t('left.forget')}
          </Button>
          <Button variant="subtle" onClick={onClose}>
            {t('left.close')}
          </Button>
        </div>
      </div>
      {isAsking && (
        <ConfirmDialog
          title={t('left.forgetTitle')}
          text={t('left.forgetText')}
          action={t('left.forget')}
          onConfirm={() => void safe.forgetLeftBehind(wish).then(onClose)}
          onClose={() => setIsAsking(false)}
        />
      )}
      {createPortal(<pre className="invitation-sheet">{whole}</pre>, document.body)}
    </Dialog>
  );
}

/** All of it as one text, oldest first. */
function useWhole(texts: readonly LeftText[]): string {
  const { t } = useTranslation();
  const language = useLanguage();
  return texts
    .map(({ personName, kuerzel, authoredAtMs, text }) => {
      const name = personName === '' ? t('left.noPerson') : personName;
      const head = `${name} · ${kuerzel} · ${formatMoment(authoredAtMs, language)}`;
      return `${head}\n${text === '' ? t('left.unreadable') : text}`;
    })
    .join('\n\n');
}
