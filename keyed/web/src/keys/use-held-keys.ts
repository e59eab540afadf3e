import { useEffect } from 'react';
import { useSingleKeys } from './single-keys.ts';

/** While single keys are off, nothing on the page hears them (EV20). What holds them is fetched by who has switched them off. */
export function useHeldKeys(): void {
  const isOn = useSingleKeys();
  useEffect(() => {
    if (isOn) return undefined;
    let end: (() => void) | undefined;
    let left = false;
    void import('./held-keys.ts').then(({ holdSingleKeys }) => {
      if (!left) end = holdSingleKeys(window);
    });
    return () => {
      left = true;
      end?.();
    };
  }, [isOn]);
}
