import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

/** A notice in its place that stays until it is settled. */
export function Note({ icon, tone, children }: { icon: IconName; tone?: 'warn' | 'bad'; children: ReactNode }) {
  return (
    <div className={tone === undefined ? 'note' : `note ${tone}`} role={tone === undefined ? 'status' : 'alert'}>
      <Icon name={icon} small />
      <div>{children}</div>
    </div>
  );
}
