import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { PrintHead } from '../parts/print-head.tsx';
import { QrCode } from '../setup/qr-code.tsx';

/** Which of the two sheets. */
export type SheetPart = 'link' | 'code';

/** One of the two sheets of an invitation; it stands on paper only. */
export function InvitationSheet({
  part,
  name,
  code,
  link,
  day,
}: {
  part: SheetPart;
  name: string;
  code: string;
  link: string;
  day: string;
}) {
  const { t } = useTranslation();
  return createPortal(
    <article className="invitation-sheet" aria-hidden="true">
      <PrintHead />
      <h1>{t(part === 'link' ? 'people.sheet.linkTitle' : 'people.sheet.codeTitle')}</h1>
      <p>{t('people.sheet.for', { name })}</p>
      <p>{t(part === 'link' ? 'people.sheet.linkHow' : 'people.sheet.codeHow')}</p>
      {part === 'link' ? (
        <>
          <QrCode text={link} label={t('people.sheet.qr')} />
          <p className="mono">{link}</p>
        </>
      ) : (
        <p className="mono code">{code}</p>
      )}
      <p>{t('people.sheet.until', { day })}</p>
    </article>,
    document.body,
  );
}
