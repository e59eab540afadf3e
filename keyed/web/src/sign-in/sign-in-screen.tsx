import type { KnownUser, SafeStatus, SignedIn, SignInWish } from '@siegel/safe';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NewBrowser } from '../approval/new-browser.tsx';
import { DemoMark } from '../parts/demo-mark.tsx';
import { Mark } from '../parts/mark.tsx';
import type { DemoNotice } from '../shell/demo-notice.ts';
import { LanguageSwitch } from '../shell/language-switch.tsx';
import type { DemoAccess } from './demo-access.ts';
import { SignInAside } from './sign-in-aside.tsx';
import { SignInForm } from './sign-in-form.tsx';

/** What the first screen shows and leads to. */
export interface SignInScreenProps {
  readonly status: SafeStatus;
  readonly demo: DemoNotice | undefined;
  readonly access: DemoAccess | undefined;
  readonly users: readonly KnownUser[];
  readonly onSignedIn: (signedIn: SignedIn) => void;
  readonly onRecover: () => void;
  readonly onForgotten: () => void;
}

/** The first screen: who are you, and what happens with your password; on a browser that is new, the ways on. */
export function SignInScreen({ status, demo, access, users, onSignedIn, onRecover, onForgotten }: SignInScreenProps) {
  const { t } = useTranslation();
  const [newcomer, setNewcomer] = useState<SignInWish>();
  return (
    <div className="sign-in">
      <main className="sign-in-main">
        <header className="row">
          <Mark />
          <b className="product">Siegel</b>
          <DemoMark shown={demo !== undefined} />
        </header>
        {newcomer === undefined ? (
          <SignInForm
            key={access?.account}
            {...{ status, access, users, onSignedIn, onForgotten }}
            onNewDevice={setNewcomer}
          />
        ) : (
          <NewBrowser
            wish={newcomer}
            isEvicted={users.length === 0}
            onSignedIn={onSignedIn}
            onBack={() => setNewcomer(undefined)}
          />
        )}
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
