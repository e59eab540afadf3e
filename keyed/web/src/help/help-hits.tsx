import { Kbd } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { HelpItem } from './help-items.ts';

/** What was found: its name, where it is, its keys. */
export function HelpHits({
  id,
  items,
  chosen,
  onChoose,
}: {
  id: string;
  items: readonly HelpItem[];
  chosen: HelpItem | undefined;
  onChoose: (item: HelpItem) => void;
}) {
  const { t } = useTranslation();
  const on = useRef<HTMLDivElement>(null);
  useEffect(() => {
    on.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <div id={id} role="listbox" aria-label={t('keys.results')} className="help-hits">
      {items.map((item, at) => (
        <div
          key={item.id}
          id={`${id}-${at}`}
          ref={item === chosen ? on : undefined}
          role="option"
          aria-selected={item === chosen}
          className={item === chosen ? 'help-hit on' : 'help-hit'}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(item)}
        >
          <b className="n">{item.label}</b>
          <span className="m t12">
            {item.where}
            {item.run === undefined && item.section === undefined && isOfAkte(item) && ` · ${t('keys.openAkteFirst')}`}
          </span>
          <span className="help-keys">
            {item.keys.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
          </span>
        </div>
      ))}
    </div>
  );
}

/** What happens in an Akte, while none is open. */
function isOfAkte({ id }: HelpItem): boolean {
  return /^(?:akte|person|line)-/.test(id);
}
