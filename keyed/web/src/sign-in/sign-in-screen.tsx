import type { SafeStatus, SignedIn } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { DemoMark } from '../parts/demo-mark.tsx';
import { Mark } from '../parts/mark.tsx';
import type { DemoNotice } from '../shell/demo-notice.ts';
import { LanguageSwitch } from '../shell/language-switch.tsx';
import type { DemoAccess } from './demo-access.ts';
import { SignInAside } from './sign-in-aside.tsx';
import { SignInForm } from './sign-in-form.tsx';

/** The first screen: who are you, and what happens with your password. */
export function SignInScreen({
  status,
  demo,
  access,
  onSignedIn,
  onRecover,
}: {
  status: SafeStatus;
  demo: DemoNotice | undefined;
  access: DemoAccess | undefined;
  onSignedIn: (signedIn: SignedIn) => void;
  onRecover: () => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="sign-in">
      <main className="sign-in-main">
        <header className="row">
          <Mark />
          <b className="product">Siegel</b>
          <DemoMark shown={demo !== undefined} />
        </header>
        <SignInForm key={access?.account} status={status} access={access} onSignedIn={onSignedIn} />
        <footer className="row m t12">
          {status.clientVersion !== '' && <span>{t('signIn.version', { version: status.clientVersion })}</span>}
          <button type="button" className="link" onClick={onRecover}>
            {t('recovery.open')}
          </button>
          <span className="sp" />
          <LanguageSwitch />
        </footer>
      </main>
      <SignInAside status={status} demo={demo} />
    </div>
  );
}
