import type { DayView } from '@siegel/safe';
import { type FocusEvent, type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

/** One type or several, behind a word that says which. */
export function TypeTicks({
  view,
  types,
  onTypes,
}: {
  view: DayView;
  types: readonly string[];
  onTypes: (types: readonly string[]) => void;
}) {
  const { t } = useTranslation();
  const root = useClosedOutside();
  const offered = view.calendar.types.filter(({ isUsed, typeId }) => isUsed || types.includes(typeId));
  if (offered.length === 0) return null;
  const chosen = offered.filter(({ typeId }) => types.includes(typeId));
  return (
    <details
      ref={root}
      className={chosen.length > 0 ? 'day-types on' : 'day-types'}
      onBlur={closeLeft}
      onKeyDown={closeByKey}
    >
      <summary>
        {chosen.length === 0 ? t('dayFilters.allTypes') : chosen.map(({ shortName }) => shortName).join(', ')}
      </summary>
      <fieldset>
        <legend className="visually-hidden">{t('dayFilters.types')}</legend>
        {offered.map(({ typeId, name }) => {
          const isOn = types.includes(typeId);
          const next = isOn ? types.filter((one) => one !== typeId) : [...types, typeId];
          return (
            <label key={typeId}>
              <input type="checkbox" checked={isOn} onChange={() => onTypes(next)} />
              <span className="el">{name}</span>
            </label>
          );
        })}
      </fieldset>
    </details>
  );
}

/** Closes when the focus has gone elsewhere; on a label it goes nowhere. */
function closeLeft({ currentTarget, relatedTarget }: FocusEvent<HTMLDetailsElement>): void {
  if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) currentTarget.open = false;
}

/** Closes when something else is pressed. */
function useClosedOutside() {
  const root = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = ({ target }: PointerEvent) => {
      if (root.current?.open === true && target instanceof Node && !root.current.contains(target))
        root.current.open = false;
    };
    addEventListener('pointerdown', close);
    return () => removeEventListener('pointerdown', close);
  }, []);
  return root;
}

function closeByKey({ key, currentTarget }: KeyboardEvent<HTMLDetailsElement>): void {
  if (key !== 'Escape' || !currentTarget.open) return;
  currentTarget.open = false;
  currentTarget.querySelector('summary')?.focus();
}
