import { Button } from '@mantine/core';
import type { AccessView } from '@siegel/safe';
import type { Result } from '@siegel/wire';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../parts/icon.tsx';
import { Note } from '../parts/note.tsx';
import { useSafe } from '../safe/safe-context.ts';
import type { Change } from './change.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { makePasskey } from './passkey.ts';
import { saveFile } from '../parts/save-file.ts';

type Slot = AccessView['slots'][number];
const SIGN: Readonly<Record<Slot['kind'], IconName>> = { recovery: 'list', userKeyFile: 'folder', passkey: 'key' };

/** Ways to the own keys when no device is at hand: what there is, add, renew, remove. */
export function SlotList({
  slots,
  change,
  user,
}: {
  slots: readonly Slot[];
  change: Change;
  user: { readonly account: string; readonly displayName: string };
}) {
  const { t } = useTranslation();
  const safe = useSafe();
  const [code, setCode] = useState<string>();
  const [leaving, setLeaving] = useState<Slot>();
  const hasCode = slots.some(({ kind }) => kind === 'recovery');
  async function onFile(): Promise<void> {
    const file = await change(() => safe.addUserKeyFile());
    if (file !== undefined) saveFile(file.name, new Blob([file.text], { type: 'application/json' }));
  }
  async function onPasskey(): Promise<void> {
    const secret = await makePasskey(user);
    const missing: Result<true> = { ok: false, error: { code: 'PASSKEY_MISSING' } };
    await change(async () => (secret === undefined ? missing : safe.addPasskey(secret)));
  }
  return (
    <section className="access-part" aria-label={t('access.slots')}>
      <h2>{t('access.slots')}</h2>
      <p className="d">{t('access.slotsHint')}</p>
      {slots.length === 0 && (
        <Note icon="alert" tone="warn">
          {t('access.noSlot')}
        </Note>
      )}
      <ul className="access-rows">
        {slots.map((slot) => (
          <SlotRow key={slot.slotId} kind={slot.kind} onRemove={() => setLeaving(slot)} />
        ))}
      </ul>
      <div className="row access-actions">
        <Button onClick={() => void change(() => safe.renewRecoveryCode()).then(setCode)}>
          {t(hasCode ? 'access.renewCode' : 'access.addCode')}
        </Button>
        <Button onClick={() => void onFile()}>{t('access.addFile')}</Button>
        <Button onClick={() => void onPasskey()}>{t('access.addPasskey')}</Button>
      </div>
      {code !== undefined && <NewCode code={code} onDone={() => setCode(undefined)} />}
      {leaving !== undefined && (
        <ConfirmDialog
          title={t('access.removeSlotTitle', { kind: t(`access.kind.${leaving.kind}`) })}
          text={t(slots.length === 1 ? 'access.removeLastSlot' : 'access.removeSlotText')}
          action={t('access.remove')}
          onConfirm={() => void change(() => safe.removeSlot(leaving.slotId))}
          onClose={() => setLeaving(undefined)}
        />
      )}
    </section>
  );
}

function SlotRow({ kind, onRemove }: { kind: Slot['kind']; onRemove: () => void }) {
  const { t } = useTranslation();
  return (
    <li>
      <Icon name={SIGN[kind]} small />
      <span>
        <b className="n">{t(`access.kind.${kind}`)}</b>
        <span className="m t12 access-what">{t(`access.kindHint.${kind}`)}</span>
      </span>
      <Button variant="subtle" onClick={onRemove}>
        {t('access.remove')}
      </Button>
    </li>
  );
}

/** The new code, once: nobody can show it again. */
function NewCode({ code, onDone }: { code: string; onDone: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="note new-code" role="status">
      <Icon name="key" small />
      <div>
        <b className="n">{t('access.newCode')}</b>
        <p className="mono code">{code}</p>
        <p className="d">{t('access.newCodeHint')}</p>
        <div className="row">
          <Button variant="filled" onClick={onDone}>
            {t('access.newCodeDone')}
          </Button>
          <Button onClick={() => void navigator.clipboard.writeText(code)}>{t('access.copy')}</Button>
        </div>
      </div>
    </div>
  );
}
