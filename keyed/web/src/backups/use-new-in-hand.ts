import { useEffect } from 'react';
import type { ShellProps } from '../shell/shell-props.ts';

/** Whoever came to make a backup has the button for it in hand: Enter begins, an address alone never does (BK40). */
export function useNewInHand(isAsked: boolean, go: ShellProps['go']): void {
  useEffect(() => {
    if (!isAsked) return undefined;
    // The palette gives the focus back first.
    const timer = setTimeout(() => {
      document.querySelector<HTMLElement>('[data-new-backup]')?.focus();
      go({ page: 'backups' }, true);
    }, 50);
    return () => clearTimeout(timer);
  }, [isAsked, go]);
}
