import { Button } from '@mantine/core';
import type { SignedIn } from '@siegel/safe';
import { type DragEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';

/** Where files are dropped or chosen, and to which Betriebsstaette they go. */
export function ChooseFiles({
  sites,
  onChoose,
}: {
  sites: SignedIn['sites'];
  onChoose: (files: readonly File[], siteId: string) => void;
}) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [siteId, setSiteId] = useState(sites[0]?.siteId ?? '');
  const [isOver, setIsOver] = useState(false);
  const take = (files: FileList | null) => {
    if (files !== null && files.length > 0) onChoose([...files], siteId);
  };
  const over = (isDragged: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setIsOver(isDragged);
  };
  return (
    <div className="transfer-list">
      <div
        className={isOver ? 'drop over' : 'drop'}
        onDragOver={over(true)}
        onDragLeave={over(false)}
        onDrop={(event) => {
          over(false)(event);
          take(event.dataTransfer.files);
        }}
      >
        <Icon name="folder" />
        <b className="t14">{t('import.drop')}</b>
        <p className="d">{t('import.dropHint')}</p>
        <Button variant="filled" onClick={() => input.current?.click()} autoFocus>
          {t('import.choose')}
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label={t('import.choose')}
          onChange={(event) => {
            take(event.currentTarget.files);
            event.currentTarget.value = '';
          }}
        />
        {sites.length > 1 && <SiteChoice sites={sites} siteId={siteId} onSite={setSiteId} />}
      </div>
    </div>
  );
}

function SiteChoice({
  sites,
  siteId,
  onSite,
}: {
  sites: SignedIn['sites'];
  siteId: string;
  onSite: (siteId: string) => void;
}) {
  const { t } = useTranslation();
  const label = useId();
  return (
    <span className="row">
      <label htmlFor={label} className="d">
        {t('import.site')}
      </label>
      <select id={label} className="select" value={siteId} onChange={(event) => onSite(event.currentTarget.value)}>
        {sites.map((site) => (
          <option key={site.siteId} value={site.siteId}>
            {site.name}
          </option>
        ))}
      </select>
    </span>
  );
}
