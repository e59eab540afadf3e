import { Kbd } from '@mantine/core';
import type { TypedKuerzel } from '@siegel/akten';
import { useTranslation } from 'react-i18next';
import { useHouseTypes } from './entry-types.ts';
import { useKuerzelLabel } from './kuerzel-label.ts';
import { TypeSign } from './type-sign.tsx';

/** The Kuerzel that fit what is typed; all of them while the line is empty. The first one is taken by Enter. */
export function KuerzelSuggestions({
  suggestions,
  isIdle,
  onChoose,
}: {
  suggestions: readonly TypedKuerzel[];
  isIdle: boolean;
  onChoose: (kuerzel: string) => void;
}) {
  const { t } = useTranslation();
  const labelOf = useKuerzelLabel();
  const { typed } = useHouseTypes();
  const shown = isIdle ? typed : suggestions;
  if (shown.length === 0) return null;
  return (
    <div className="suggestions" role="group" aria-label={t('command.kuerzel')}>
      {shown.map(({ kuerzel, hue, sign }, at) => (
        <button
          key={kuerzel}
          type="button"
          tabIndex={-1}
          className={!isIdle && at === 0 ? 'suggestion on' : 'suggestion'}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(kuerzel)}
        >
          <b style={{ color: `var(--sg-${hue})` }}>{kuerzel.toLowerCase()}</b>
          <TypeSign sign={sign} />
          <span>{labelOf(kuerzel)}</span>
          {!isIdle && at === 0 && <Kbd>Enter</Kbd>}
        </button>
      ))}
      {isIdle && (
        <span className="suggestion m">
          <Kbd>?</Kbd> {t('line.all')}
        </span>
      )}
    </div>
  );
}
