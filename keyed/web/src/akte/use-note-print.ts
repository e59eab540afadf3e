import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useSafe } from '../safe/safe-context.ts';

/** Notes in the log that the Akte on screen is printed, whichever way somebody prints it (LG9). */
export function useNotePrint(personId: string, isOpen: boolean): void {
  const { t } = useTranslation();
  const safe = useSafe();
  useEffect(() => {
    if (!isOpen) return undefined;
    const note = () => void safe.notePrint(personId, t('log.printedScreen'));
    addEventListener('beforeprint', note);
    return () => removeEventListener('beforeprint', note);
  }, [safe, personId, isOpen, t]);
}
