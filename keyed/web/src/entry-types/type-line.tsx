import { Button } from '@mantine/core';
import type { EntryType } from '@siegel/akten';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { TypeSign } from '../akte/type-sign.tsx';
import { Icon } from '../parts/icon.tsx';

/** One type; Alt with arrows moves an own one. */
export function TypeLine({
  type,
  name,
  mayChange,
  onEdit,
  onUse,
  onMove,
}: {
  type: EntryType;
  name: string;
  mayChange: boolean;
  onEdit: () => void;
  onUse: () => void;
  onMove: (by: -1 | 1) => void;
}) {
  const { t } = useTranslation();
  const { isBuiltIn, isUsed, kuerzel, hue, sign, preset, compartment } = type;
  const isFixed = isBuiltIn && kuerzel === 'NOT';
  function onKeyDown(event: KeyboardEvent): void {
    if (isBuiltIn || !mayChange || !event.altKey || !/^Arrow(?:Up|Down)$/.test(event.key)) return;
    event.preventDefault();
    onMove(event.key === 'ArrowUp' ? -1 : 1);
  }
  return (
    <li className={isUsed ? '' : 'gone'} onKeyDown={onKeyDown}>
      <span className="type-chip" style={{ color: `var(--sg-${hue})`, background: `var(--sg-${hue}-bg)` }}>
        {kuerzel}
      </span>
      <span className="el">
        <TypeSign sign={sign} /> <b className="n">{name}</b>{' '}
        {!isUsed && <span className="chip">{t('entryType.gone')}</span>}
        {compartment === 'admin' && <span className="chip">{t('compartment.admin')}</span>}
      </span>
      <span className="m t12 el">{preset}</span>
      {mayChange && (
        <span className="row">
          {!isBuiltIn && <MoveButtons {...{ name, onMove }} />}
          <Button variant="subtle" onClick={onEdit} aria-label={`${t('calendarSettings.edit')}: ${name}`}>
            {t('calendarSettings.edit')}
          </Button>
          {!isFixed && (
            <Button
              variant="subtle"
              onClick={onUse}
              aria-label={`${t(isUsed ? 'entryType.hide' : 'entryType.show')}: ${name}`}
            >
              {t(isUsed ? 'entryType.hide' : 'entryType.show')}
            </Button>
          )}
        </span>
      )}
    </li>
  );
}

function MoveButtons({ name, onMove }: { name: string; onMove: (by: -1 | 1) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <button
        type="button"
        className="row-action"
        aria-label={t('entryType.up', { name })}
        title="Alt ↑"
        onClick={() => onMove(-1)}
      >
        <span className="turned">
          <Icon name="down" small />
        </span>
      </button>
      <button
        type="button"
        className="row-action"
        aria-label={t('entryType.down', { name })}
        title="Alt ↓"
        onClick={() => onMove(1)}
      >
        <Icon name="down" small />
      </button>
    </>
  );
}
