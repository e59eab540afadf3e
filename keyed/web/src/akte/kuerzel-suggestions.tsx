import { Kbd } from '@mantine/core';
import type { Kuerzel } from '@siegel/akten';
import { useTranslation } from 'react-i18next';
import { TYPED_KUERZEL } from './command-line.ts';
import { useKuerzelLabel } from './kuerzel-label.ts';

/** The Kuerzel that fit what is typed; all of them while the line is empty. The first one is taken by Enter. */
export function KuerzelSuggestions({
  suggestions,
  isIdle,
  onChoose,
}: {
  suggestions: readonly Kuerzel[];
  isIdle: boolean;
  onChoose: (kuerzel: string) => void;
}) {
  const { t } = useTranslation();
  const labelOf = useKuerzelLabel();
  const shown = isIdle ? TYPED_KUERZEL : suggestions;
  if (shown.length === 0) return null;
  return (
    <div className="suggestions" role="group" aria-label={t('command.kuerzel')}>
      {shown.map(({ kuerzel, hue }, at) => (
        <button
          key={kuerzel}
          type="button"
          tabIndex={-1}
          className={!isIdle && at === 0 ? 'suggestion on' : 'suggestion'}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(kuerzel)}
        >
          <b style={{ color: `var(--sg-${hue})` }}>{kuerzel.toLowerCase()}</b>
          <span>{labelOf(kuerzel)}</span>
          {!isIdle && at === 0 && <Kbd>Enter</Kbd>}
        </button>
      ))}
    </div>
  );
}
