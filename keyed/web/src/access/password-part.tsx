import { Button } from '@mantine/core';
import type { PasswordState } from '@siegel/safe';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { Note } from '../parts/note.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { NewPassword } from '../password/new-password.tsx';
import { LEAST_RULES, usePasswordStrength } from '../password/password-strength.ts';
import { passwordFaults } from '../setup/setup-fields.ts';
import { Dialog } from '../shell/dialog.tsx';
import { PasswordField } from '../sign-in/password-field.tsx';

type User = { readonly account: string; readonly displayName: string };

/** The own password: changed with the old one, for all own devices at once (DV16). */
export function PasswordPart({ user, onChanged }: { user: User; onChanged: () => void }) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const [isDone, setIsDone] = useState(false);
  return (
    <section className="access-part" aria-label={t('password.title')}>
      <h2>{t('password.title')}</h2>
      <p className="d">{t('password.hint')}</p>
      {isDone && <Note icon="check">{t('password.done')}</Note>}
      <div className="row access-actions">
        <Button onClick={() => setIsOpen(true)}>{t('password.change')}</Button>
      </div>
      <Dialog isOpen={isOpen} label={t('password.change')} size={480} onClose={() => setIsOpen(false)}>
        <PasswordForm
          user={user}
          onDone={() => {
            setIsOpen(false);
            setIsDone(true);
            onChanged();
          }}
          onClose={() => setIsOpen(false)}
        />
      </Dialog>
    </section>
  );
}

/** The form of it, wherever it stands. */
export function PasswordForm({ user, onDone, onClose }: { user: User; onDone: () => void; onClose?: () => void }) {
  const { t } = useTranslation();
  const { typed, change, errorOf, strength, house, failure, isBusy, submit } = usePasswordChange(user, onDone);
  return (
    <form
      noValidate
      className="approve"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h2>{t('password.change')}</h2>
      <p className="d">{t('password.consequence')}</p>
      <PasswordField
        value={typed.before}
        label={t('password.before')}
        autoFocus
        error={errorOf('before')}
        onChange={(before) => change({ before })}
      />
      <NewPassword
        label={t('password.after')}
        password={typed.password}
        repeat={typed.repeat}
        strength={strength}
        rules={house.rules}
        blockedWords={house.blockedWords}
        errors={{ password: errorOf('password'), repeat: errorOf('repeat') }}
        onChange={change}
      />
      <FailureNote failure={failure?.code === 'LOGIN_FAILED' ? undefined : failure} title={t('access.failed')} />
      <div className="row">
        <Button type="submit" variant="filled" aria-disabled={isBusy}>
          {t(isBusy ? 'password.busy' : 'password.change')}
        </Button>
        {onClose !== undefined && <Button onClick={onClose}>{t('people.dialog.cancel')}</Button>}
      </div>
    </form>
  );
}

function usePasswordChange({ account, displayName }: User, onDone: () => void) {
  const { t } = useTranslation();
  const safe = useSafe();
  const [typed, setTyped] = useState({ before: '', password: '', repeat: '' });
  const [isTried, setIsTried] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<{ readonly code: string }>();
  const house = useHouseRules();
  const strength = usePasswordStrength(typed.password, [account, displayName, ...house.names], house.rules);
  const faults = passwordFaults(typed, strength, house);
  function errorOf(name: 'before' | 'password' | 'repeat'): string | undefined {
    if (name === 'before' && failure?.code === 'LOGIN_FAILED') return t('password.beforeWrong');
    if (!isTried) return undefined;
    if (name === 'before') return typed.before === '' ? t('password.beforeMissing') : undefined;
    const fault = faults[name];
    return fault === undefined ? undefined : t(`setup.missing.${fault}`);
  }
  async function submit(): Promise<void> {
    setIsTried(true);
    if (isBusy || typed.before === '' || Object.keys(faults).length > 0) return;
    setIsBusy(true);
    const changed = await safe.changePassword({ account, before: typed.before, after: typed.password });
    setIsBusy(false);
    if (changed.ok) onDone();
    else setFailure(changed.error);
  }
  function change(changed: Partial<typeof typed>): void {
    setTyped({ ...typed, ...changed });
    setIsTried(false);
    setFailure(undefined);
  }
  return { typed, change, errorOf, strength, house, failure, isBusy, submit };
}

const UNKNOWN: PasswordState = { rules: LEAST_RULES, blockedWords: [], names: [], hasEnded: false };

/** What the house asks of passwords; what is compiled in until that is known. */
function useHouseRules(): PasswordState {
  const safe = useSafe();
  const [state, setState] = useState(UNKNOWN);
  useEffect(() => {
    void safe.passwordState().then((loaded) => {
      if (loaded.ok) setState(loaded.value);
    });
  }, [safe]);
  return state;
}
