import { Button, TextInput } from '@mantine/core';
import type { FactorKind, FactorStart, FactorState } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import '../design/factors.css';
import { FailureNote } from '../parts/failure-note.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { QrCode } from '../setup/qr-code.tsx';
import { PasswordField } from '../sign-in/password-field.tsx';
import { CodeField, codeOf } from './code-field.tsx';
import { makeFactorPasskey } from './factor-passkey.ts';

const GROUP = /.{1,4}/g;

/** Sets up a second factor: which kind, then a proof that it works (ZF11). */
export function AddFactor({
  state,
  intro,
  onDone,
  onClose,
  closeText,
}: {
  state: FactorState;
  intro: string;
  onDone: () => void;
  onClose: () => void;
  closeText: string;
}) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<FactorKind>();
  const [begun, setBegun] = useState<FactorStart>();
  if (kind !== undefined && begun !== undefined)
    return <FinishFactor {...{ kind, begun, onDone, onClose }} onAgain={() => setBegun(undefined)} />;
  if (kind !== undefined) return <BeginFactor kind={kind} onBegun={setBegun} onBack={() => setKind(undefined)} />;
  const kinds: readonly FactorKind[] = state.hasSms ? ['totp', 'passkey', 'sms'] : ['totp', 'passkey'];
  return (
    <div className="approve">
      <h2>{t('factors.addTitle')}</h2>
      <p className="d">{intro}</p>
      <ul className="factor-kinds">
        {kinds.map((one) => (
          <li key={one}>
            <button type="button" onClick={() => setKind(one)}>
              <b className="n">{t(`factors.kind.${one}`)}</b>
              <span className="m t12">{t(`factors.kindHint.${one}`)}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className="row">
        <Button onClick={onClose}>{closeText}</Button>
      </div>
    </div>
  );
}

/** A phone number where one is needed, and the password when the session is not fresh any more. A begun one goes on by itself. */
function BeginFactor({
  kind,
  onBegun,
  onBack,
}: {
  kind: FactorKind;
  onBegun: (begun: FactorStart) => void;
  onBack: () => void;
}) {
  const { t } = useTranslation();
  const safe = useSafe();
  const [phone, setPhone] = useState('');
  const [password, setPassword] = useState<string>();
  const [failure, setFailure] = useState<Failure>();
  const [isBusy, setIsBusy] = useState(false);
  async function begin(): Promise<void> {
    if (isBusy) return;
    setIsBusy(true);
    setFailure(undefined);
    const wish = { kind, ...(kind === 'sms' && { phone }), ...(password !== undefined && { password }) };
    const begun = await safe.startFactor(wish);
    setIsBusy(false);
    if (begun.ok) return onBegun(begun.value);
    if (begun.error.code === 'PASSWORD_NEEDED') return setPassword('');
    setFailure(begun.error);
  }
  return (
    <Steps title={t(`factors.kind.${kind}`)} onSubmit={() => void begin()}>
      <p className="d">{t(`factors.begin.${kind}`)}</p>
      {kind === 'sms' && (
        <TextInput
          label={t('factors.phone')}
          description={t('factors.phoneHint')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          type="tel"
          autoComplete="tel"
          autoFocus
          value={phone}
          onChange={(event) => setPhone(event.currentTarget.value)}
        />
      )}
      {password !== undefined && (
        <PasswordField value={password} autoFocus description={t('factors.passwordHint')} onChange={setPassword} />
      )}
      <FailureNote failure={failure} title={t('factors.notBegun')} />
      <div className="row">
        <Button type="submit" variant="filled" aria-disabled={isBusy}>
          {t(isBusy ? 'factors.checking' : 'factors.next')}
        </Button>
        <Button onClick={onBack}>{t('factors.back')}</Button>
      </div>
    </Steps>
  );
}

function FinishFactor({
  kind,
  begun,
  onDone,
  onClose,
  onAgain,
}: {
  kind: FactorKind;
  begun: FactorStart;
  onDone: () => void;
  onClose: () => void;
  onAgain: () => void;
}) {
  const { t } = useTranslation();
  const { typed, setTyped, missing, failure, isBusy, finish } = useFinish(kind, begun, { onDone, onAgain });
  return (
    <Steps title={t(`factors.kind.${kind}`)} onSubmit={() => void finish()}>
      {kind === 'totp' && <TotpSecret begun={begun} />}
      {kind === 'sms' && <p className="d">{t('factors.smsSent')}</p>}
      {kind === 'passkey' ? (
        <p className="d">{t('factors.passkeyMake')}</p>
      ) : (
        <CodeField
          value={typed}
          error={missing}
          description={t(kind === 'totp' ? 'factors.totpProof' : 'factors.smsProof')}
          onChange={setTyped}
        />
      )}
      <FailureNote failure={failure} title={t('factors.notDone')} />
      {kind === 'passkey' && missing !== undefined && <p role="alert">{missing}</p>}
      <div className="row">
        <Button type="submit" variant="filled" aria-disabled={isBusy}>
          {t(isBusy ? 'factors.checking' : kind === 'passkey' ? 'factors.makePasskey' : 'factors.finish')}
        </Button>
        <Button onClick={onClose}>{t('factors.giveUp')}</Button>
      </div>
    </Steps>
  );
}

function useFinish(
  kind: FactorKind,
  begun: FactorStart,
  { onDone, onAgain }: { readonly onDone: () => void; readonly onAgain: () => void },
) {
  const { t } = useTranslation();
  const safe = useSafe();
  const [typed, setTyped] = useState('');
  const [missing, setMissing] = useState<string>();
  const [failure, setFailure] = useState<Failure>();
  const [isBusy, setIsBusy] = useState(false);
  async function proofOf() {
    if (kind === 'passkey') return makeFactorPasskey(begun.challenge, begun.credentials, begun.account);
    const code = codeOf(typed);
    return code === undefined ? undefined : ({ kind: 'code', code } as const);
  }
  async function finish(): Promise<void> {
    if (isBusy) return;
    const proof = await proofOf();
    setMissing(undefined);
    if (proof === undefined)
      return setMissing(t(kind === 'passkey' ? 'factors.passkeyMissing' : 'factors.missing.code'));
    setIsBusy(true);
    const done = await safe.finishFactor(begun.setup, proof);
    setIsBusy(false);
    if (done.ok) return onDone();
    if (done.error.code === 'FACTOR_UNKNOWN') return onAgain();
    setFailure(done.error);
    setTyped('');
  }
  return { typed, setTyped, missing, failure, isBusy, finish };
}

/** The secret for an app: as a picture, and as letters for whoever cannot scan. Shown this once. */
function TotpSecret({ begun: { secret, account } }: { begun: FactorStart }) {
  const { t } = useTranslation();
  const uri = `otpauth://totp/${encodeURIComponent(`Siegel:${account}`)}?secret=${secret}&issuer=Siegel`;
  return (
    <figure className="own-code totp-secret">
      <QrCode text={uri} label={t('factors.qr')} />
      <figcaption>
        <span>{t('factors.scan')}</span>
        <span className="mono secret">{(secret.match(GROUP) ?? []).join(' ')}</span>
        <button type="button" className="link t12" onClick={() => void navigator.clipboard.writeText(secret)}>
          {t('factors.copySecret')}
        </button>
        {/* Nobody scans the screen they hold in their hand. */}
        <a className="link t12" href={uri}>
          {t('factors.openApp')}
        </a>
      </figcaption>
    </figure>
  );
}

function Steps({ title, onSubmit, children }: { title: string; onSubmit: () => void; children: ReactNode }) {
  return (
    <form
      noValidate
      className="approve factor-form"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <h2>{title}</h2>
      {children}
    </form>
  );
}
