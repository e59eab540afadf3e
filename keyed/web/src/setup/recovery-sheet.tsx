import type { KitToKeep } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { formatDay, localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { QrCode } from './qr-code.tsx';

/** The recovery sheet, as it is printed. On screen the words in `covered` are hidden; on paper none is (FR8). */
export function RecoverySheet({
  kit,
  organisationName,
  covered,
}: {
  kit: KitToKeep;
  organisationName: string;
  covered: readonly number[];
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <article className="sheet" aria-label={t('setup.sheet.title')}>
      <Icon name="seal" />
      <h2>{t('setup.sheet.title')}</h2>
      <div className="sheet-of">
        {organisationName}
        <br />
        {t('setup.sheet.key', { day: formatDay(localDay(Date.now()), language) })}
      </div>
      <p className="sheet-warning">
        {t('setup.sheet.warning')}
        <br />
        <b>{t('setup.sheet.cash')}</b>
      </p>
      <ol className="sheet-words">
        {kit.words.map((word, at) => (
          <li key={word + String(at)}>
            <i>{at + 1}</i>
            <span className={covered.includes(at) ? 'sheet-word covered' : 'sheet-word'}>{word}</span>
            {covered.includes(at) && <u role="img" aria-label={t('setup.sheet.covered')} />}
          </li>
        ))}
      </ol>
      <div className="sheet-how">
        {/* The code holds all words: while they are asked for it stays covered too. */}
        <div className={covered.length > 0 ? 'sheet-code covered' : 'sheet-code'}>
          <QrCode text={kit.qr} label={t('setup.sheet.code')} />
        </div>
        <div>
          <h3>{t('setup.sheet.how')}</h3>
          <ol>
            <li>{t('setup.sheet.how1')}</li>
            <li>{t('setup.sheet.how2')}</li>
            <li>{t('setup.sheet.how3')}</li>
            <li>{t('setup.sheet.how4')}</li>
          </ol>
        </div>
      </div>
      <h3>{t('setup.sheet.mark')}</h3>
      <div className="mono sheet-mark">{kit.mark}</div>
      <div className="sheet-lines">
        <div>{t('setup.sheet.place')}</div>
        <div>{t('setup.sheet.signature')}</div>
      </div>
    </article>
  );
}
