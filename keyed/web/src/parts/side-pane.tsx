import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './icon.tsx';

/** What stands beside the rows of an Akte. Esc closes it and goes back to where the focus was before. */
export function SidePane({
  title,
  hint,
  tools,
  onClose,
  children,
}: {
  title: string;
  hint?: string | undefined;
  tools?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <aside
      className="server-view side-pane"
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      <div className="bar line">
        <h2>{title}</h2>
        {hint !== undefined && <span className="m t12 nw el">{hint}</span>}
        <span className="sp" />
        {tools}
        <Button onClick={onClose} aria-label={t('pane.close')} title={t('pane.close')} className="icon-button">
          <Icon name="close" />
        </Button>
      </div>
      <div className="server-view-body" aria-live="polite">
        {children}
      </div>
    </aside>
  );
}
