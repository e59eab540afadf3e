import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

/** What a list or region shows in place of its content: what is the case, what follows, and one way on. */
export function StateBlock({
  icon,
  title,
  children,
  action,
  tone,
}: {
  icon: IconName;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  tone?: 'warn' | 'bad';
}) {
  return (
    <div className={tone === undefined ? 'state' : `state ${tone}`} role={tone === undefined ? undefined : 'alert'}>
      <Icon name={icon} />
      <div className="state-text">
        <b className="n">{title}</b>
        {children !== undefined && <p>{children}</p>}
      </div>
      {action}
    </div>
  );
}
