import { Button, Kbd } from '@mantine/core';
import type { OrgDone, OrgView } from '@siegel/safe';
import type { Failure, Result } from '@siegel/wire';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { Dialog } from '../shell/dialog.tsx';
import { pathOf } from './org-rows.ts';

/** A dialog with a form: what was wrong stands above its buttons, and what was typed stays. */
export function OrgForm({
  title,
  hint,
  action,
  later,
  submit,
  onClose,
  children,
}: {
  title: string;
  hint?: string;
  action?: string;
  /** What the second button says. */
  later?: string;
  /** Undefined: something is missing that the form says itself. */
  submit: () => Promise<Result<OrgDone> | undefined>;
  onClose: () => void;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  async function onSubmit(): Promise<void> {
    if (isBusy) return;
    setIsBusy(true);
    setFailure(undefined);
    const done = await submit();
    setIsBusy(false);
    if (done?.ok === true) onClose();
    else setFailure(done?.error);
  }
  return (
    <Dialog isOpen label={title} size={520} onClose={onClose}>
      <form
        noValidate
        className="approve org-form"
        onSubmit={(event) => {
          event.preventDefault();
          void onSubmit();
        }}
      >
        <h2>{title}</h2>
        {hint !== undefined && <p className="d">{hint}</p>}
        {children}
        <FailureNote failure={failure} title={t('org.failed')} />
        <div className="row">
          <Button type="submit" variant="filled" aria-disabled={isBusy} rightSection={<Kbd>Enter</Kbd>}>
            {isBusy ? t('org.busy') : (action ?? t('org.confirm'))}
          </Button>
          <Button onClick={onClose}>{later ?? t('org.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Units to choose from, each with the names above it. */
export function unitOptions(view: Pick<OrgView, 'units'>, without: ReadonlySet<string> = new Set()) {
  return view.units
    .filter(({ unitId }) => !without.has(unitId))
    .map(({ unitId }) => ({ value: unitId, label: pathOf(view, unitId).join(' / ') }));
}
