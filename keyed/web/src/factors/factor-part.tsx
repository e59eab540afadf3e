import { Button } from '@mantine/core';
import type { FactorKind, FactorLine, FactorState } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { Icon, type IconName } from '../parts/icon.tsx';
import { Note } from '../parts/note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { Dialog } from '../shell/dialog.tsx';
import { PasswordField } from '../sign-in/password-field.tsx';
import { formatMoment } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { AddFactor } from './add-factor.tsx';

const SIGN: Readonly<Record<FactorKind, IconName>> = { totp: 'clock', passkey: 'key', sms: 'phone' };

/** "Zweiter Faktor" in "Meine Zugänge": what there is, add, remove (ZF30). */
export function FactorPart() {
  const { t } = useTranslation();
  const { state, failure, load } = useFactorState();
  const [isAdding, setIsAdding] = useState(false);
  const [leaving, setLeaving] = useState<FactorLine>();
  const [isAdded, setIsAdded] = useState(false);
  return (
    <section className="access-part" aria-label={t('factors.title')}>
      <h2>{t('factors.title')}</h2>
      <p className="d">{t('factors.hint')}</p>
      {isAdded && <Note icon="check">{t('factors.added')}</Note>}
      <FailureNote failure={failure} title={t('factors.notLoaded')} />
      {state === undefined && failure === undefined && <Skeleton label={t('factors.loading')} lines={2} />}
      {state?.factors.length === 0 && <p className="m t12">{t('factors.none')}</p>}
      <ul className="access-rows">
        {state?.factors.map((factor) => (
          <FactorRow key={factor.factor} factor={factor} onRemove={() => setLeaving(factor)} />
        ))}
      </ul>
      {state !== undefined && (
        <div className="row access-actions">
          <Button data-add-factor onClick={() => setIsAdding(true)}>
            {t('factors.add')}
          </Button>
        </div>
      )}
      <Dialog isOpen={isAdding} label={t('factors.addTitle')} size={480} onClose={() => setIsAdding(false)}>
        {state !== undefined && (
          <AddFactor
            state={state}
            intro={t('factors.addIntro')}
            closeText={t('factors.giveUp')}
            onDone={() => {
              setIsAdding(false);
              setIsAdded(true);
              void load();
            }}
            onClose={() => setIsAdding(false)}
          />
        )}
      </Dialog>
      {leaving !== undefined && (
        <RemoveFactor
          factor={leaving}
          isLast={state?.factors.length === 1}
          onDone={() => {
            setLeaving(undefined);
            void load();
          }}
          onClose={() => setLeaving(undefined)}
        />
      )}
    </section>
  );
}

function FactorRow({ factor, onRemove }: { factor: FactorState['factors'][number]; onRemove: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <li>
      <Icon name={SIGN[factor.kind]} small />
      <span>
        <b className="n">{t(`factors.short.${factor.kind}`, { hint: factor.hint })}</b>
        <span className="m t12 access-what">
          {t('factors.addedAt', { at: formatMoment(factor.addedAtMs, language) })}
        </span>
      </span>
      <Button variant="subtle" onClick={onRemove}>
        {t('access.remove')}
      </Button>
    </li>
  );
}

/** Asks first, and for the password when the session is not fresh any more. */
function RemoveFactor({
  factor,
  isLast,
  onDone,
  onClose,
}: {
  factor: FactorLine;
  isLast: boolean;
  onDone: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const safe = useSafe();
  const [password, setPassword] = useState<string>();
  const [failure, setFailure] = useState<Failure>();
  async function remove(): Promise<void> {
    setFailure(undefined);
    const removed = await safe.removeFactor(factor.factor, password);
    if (removed.ok) return onDone();
    if (removed.error.code === 'PASSWORD_NEEDED') setPassword('');
    else setFailure(removed.error);
  }
  return (
    <Dialog isOpen label={t('factors.removeTitle')} size={480} onClose={onClose}>
      <form
        noValidate
        className="approve"
        onSubmit={(event) => {
          event.preventDefault();
          void remove();
        }}
      >
        <h2>{t('factors.removeTitle')}</h2>
        <p className="d">{t(isLast ? 'factors.removeLast' : 'factors.removeText')}</p>
        {password !== undefined && (
          <PasswordField value={password} autoFocus description={t('factors.passwordHint')} onChange={setPassword} />
        )}
        <FailureNote failure={failure} title={t('factors.notDone')} />
        <div className="row">
          <Button type="submit" variant="filled">
            {t('access.remove')}
          </Button>
          <Button autoFocus onClick={onClose}>
            {t('access.keep')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** The own factors as the server lists them. */
export function useFactorState(): {
  readonly state: FactorState | undefined;
  readonly failure: Failure | undefined;
  readonly load: () => Promise<void>;
} {
  const safe = useSafe();
  const [state, setState] = useState<FactorState>();
  const [failure, setFailure] = useState<Failure>();
  const load = useCallback(async () => {
    const loaded = await safe.factorState();
    if (loaded.ok) setState(loaded.value);
    setFailure(loaded.ok ? undefined : loaded.error);
  }, [safe]);
  useEffect(() => void load(), [load]);
  return { state, failure, load };
}
