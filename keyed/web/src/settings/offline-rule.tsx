import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useSafe } from '../safe/safe-context.ts';
import type { Change } from '../access/change.ts';

/** Whether devices may open without the server: a switch for administrators, a sentence for everybody else (DV15). */
export function OfflineRule({
  isAllowed,
  mayChange,
  change,
}: {
  isAllowed: boolean;
  mayChange: boolean;
  change: Change;
}) {
  const { t } = useTranslation();
  const safe = useSafe();
  const id = useId();
  const sentence = t(isAllowed ? 'access.offlineAllowed' : 'access.offlineForbidden');
  if (!mayChange) return <p className="m t12">{sentence}</p>;
  return (
    <div className="offline-rule">
      <input
        id={id}
        type="checkbox"
        checked={isAllowed}
        aria-describedby={`${id}-means`}
        onChange={(event) => {
          const { checked } = event.currentTarget;
          void change(() => safe.setOfflineSlotAllowed(checked));
        }}
      />
      <label htmlFor={id} className="n">
        {t('access.offlineRule')}
      </label>
      <p id={`${id}-means`} className="m t12">
        {sentence}
      </p>
    </div>
  );
}
