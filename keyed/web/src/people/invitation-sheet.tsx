import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { LinkKind } from '../joining/invitation-link.ts';
import { PrintHead } from '../parts/print-head.tsx';
import { QrCode } from '../setup/qr-code.tsx';

/** Which of the two sheets. */
export type SheetPart = 'link' | 'code';

/** One of the two sheets of an invitation; it stands on paper only. Neither says anything of what is on the other. */
export function InvitationSheet({
  part,
  kind,
  name,
  code,
  link,
  day,
}: {
  part: SheetPart;
  kind: LinkKind;
  name: string;
  code: string;
  link: string;
  day: string;
}) {
  const { t } = useTranslation();
  const isLink = part === 'link';
  const steps = isLink
    ? ([kind === 'restoration' ? 'linkOpenNew' : 'linkOpen', 'linkCode', 'linkWait'] as const)
    : (['codeWhen', 'codeKeep'] as const);
  return createPortal(
    <article className="invitation-sheet" aria-hidden="true">
      <PrintHead />
      <p className="sheet-part">{t('people.sheet.part', { part: isLink ? 1 : 2 })}</p>
      <h1>{t(isLink ? 'people.sheet.linkTitle' : 'people.sheet.codeTitle')}</h1>
      <p>{t('people.sheet.for', { name })}</p>
      <div className="sheet-value">
        {isLink && <QrCode text={link} label={t('people.sheet.qr')} />}
        <p className={isLink ? 'mono' : 'mono code'}>{isLink ? link : code}</p>
      </div>
      <ol className="sheet-steps">
        {steps.map((step) => (
          <li key={step}>{t(`people.sheet.${step}`)}</li>
        ))}
      </ol>
      {!isLink && <QrCode text={code} label={t('people.sheet.codeQr')} />}
      {!isLink && <p>{t('people.sheet.codeQrHint')}</p>}
      <p className="sheet-apart">{t('people.sheet.apart')}</p>
      <p>{t('people.sheet.until', { day })}</p>
    </article>,
    document.body,
  );
}
