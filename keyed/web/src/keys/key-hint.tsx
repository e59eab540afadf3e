import type { ComponentPropsWithoutRef } from 'react';
import { useSingleKeys } from './single-keys.ts';

/** Every `Kbd` of the workspace (set in the theme): a single sign is written with the keys it needs while single keys are off (EV22). */
export function KeyHint({ children, ...others }: ComponentPropsWithoutRef<'kbd'>) {
  const isOn = useSingleKeys();
  return <kbd {...others}>{isOn || !isSingle(children) ? children : `Alt ⇧ ${children}`}</kbd>;
}

function isSingle(shown: unknown): shown is string {
  return typeof shown === 'string' && /^[A-Z1-9/]$/.test(shown);
}
