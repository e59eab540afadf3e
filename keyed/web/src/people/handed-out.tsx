import { Button } from '@mantine/core';
import type { HandedInvitation } from '@siegel/safe';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { QrCode } from '../setup/qr-code.tsx';
import { formatDay, localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { InvitationSheet, type SheetPart } from './invitation-sheet.tsx';
import { type LinkKind, linkOfInvitation } from '../joining/invitation-link.ts';

/** Link and code, apart: each can be copied or printed on its own sheet, the link written into a mail. */
export function HandedOut({
  invitation,
  kind = 'invitation',
  onDone,
}: {
  invitation: HandedInvitation & { readonly name: string };
  kind?: LinkKind;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [printed, setPrinted] = useState<SheetPart>();
  const link = linkOfInvitation(window.location.origin, invitation.fragment, kind);
  const isRestoration = kind === 'restoration';
  const day = formatDay(localDay(invitation.expiresAtMs), language);
  function print(part: SheetPart): void {
    // On paper stands what is in the page when the dialog of the printer opens.
    flushSync(() => setPrinted(part));
    window.print();
  }
  const mail = `mailto:?subject=${encodeURIComponent(
    t(isRestoration ? 'restoring.mailSubject' : 'people.made.mailSubject'),
  )}&body=${encodeURIComponent(t(isRestoration ? 'restoring.mailText' : 'people.made.mailText', { link, day }))}`;
  return (
    <div className="approve handed">
      <h2>{isRestoration ? t('restoring.made', { name: invitation.name }) : t('people.made.title')}</h2>
      <p className="d">{t(isRestoration ? 'restoring.madeLead' : 'people.made.lead')}</p>
      <Secret label={t('people.made.link')} hint={t('people.made.linkHint')} text={link}>
        <a className="link" href={mail}>
          {t('people.made.mail')}
        </a>
        <button type="button" className="link" onClick={() => print('link')}>
          {t('people.made.printLink')}
        </button>
      </Secret>
      <CodePart code={invitation.code} onPrint={() => print('code')} />

      <p className="d">{t(isRestoration ? 'restoring.madeNext' : 'people.made.next')}</p>
      <div className="row">
        <Button variant="filled" autoFocus onClick={onDone}>
          {t('people.made.done')}
        </Button>
      </div>
      {printed !== undefined && (
        <InvitationSheet
          part={printed}
          kind={kind}
          name={invitation.name}
          code={invitation.code}
          link={link}
          day={day}
        />
      )}
    </div>
  );
}

/** The code, and as a picture when somebody stands beside the screen with a phone. */
function CodePart({ code, onPrint }: { code: string; onPrint: () => void }) {
  const { t } = useTranslation();
  const [isPicture, setIsPicture] = useState(false);
  return (
    <Secret label={t('people.made.code')} hint={t('people.made.codeHint')} text={code} isLarge isPicture={isPicture}>
      <button type="button" className="link" onClick={onPrint}>
        {t('people.made.printCode')}
      </button>
      <button type="button" className="link" aria-expanded={isPicture} onClick={() => setIsPicture(!isPicture)}>
        {t(isPicture ? 'people.made.hideQr' : 'people.made.showQr')}
      </button>
    </Secret>
  );
}

function Secret({
  label,
  hint,
  text,
  isLarge = false,
  isPicture = false,
  children,
}: {
  label: string;
  hint: string;
  text: string;
  isLarge?: boolean;
  /** Shown as a picture to scan, too. */
  isPicture?: boolean;
  children: React.ReactNode;
}) {
  const { t } = useTranslation();
  const [isCopied, setIsCopied] = useState(false);
  const shown = useRef<HTMLElement>(null);
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setIsCopied(true);
    } catch {
      // Not allowed to: it is marked, and the keys of the system copy it.
      if (shown.current !== null) window.getSelection()?.selectAllChildren(shown.current);
    }
  }
  return (
    <section className="handed-part" aria-label={label}>
      <h3>{label}</h3>
      <p className="m t12">{hint}</p>
      <code ref={shown} className={isLarge ? 'mono handed-text large' : 'mono handed-text'}>
        {text}
      </code>
      <p className="row t12">
        <button type="button" className="link" onClick={() => void copy()}>
          {t(isCopied ? 'people.made.copied' : 'people.made.copy')}
        </button>
        {children}
      </p>
      {isPicture && <QrCode text={text} label={t('people.sheet.codeQr')} />}
    </section>
  );
}
