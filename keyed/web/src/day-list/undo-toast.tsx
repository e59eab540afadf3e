import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Toast } from '../parts/toast.tsx';

const STAYS_MS = 6_000;

/** What was done last, with the way back; it goes after six seconds, not while the pointer or the focus is on it. */
export function UndoToast({
  last,
  onUndo,
  onClose,
}: {
  /** What was done; `done` is there when it can be taken back. */
  last: { readonly text: string; readonly done?: unknown };
  onUndo: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [isHeld, setIsHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return undefined;
    const timer = setTimeout(onClose, STAYS_MS);
    return () => clearTimeout(timer);
  }, [last, isHeld, onClose]);
  return (
    <div
      className="undo-toast"
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
    >
      <Toast
        text={last.text}
        {...(last.done !== undefined && { action: t('dayList.undo') })}
        onAction={onUndo}
        onClose={onClose}
      />
    </div>
  );
}
