import { Kbd } from '@mantine/core';
import type { TextBlockView } from '@siegel/safe';
import type { CSSProperties, PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { BlockHint } from './use-block-hint.ts';

/** What fits, in one quiet line beside the field; it takes no focus and covers nothing that is typed (TB8). */
export function BlockHintLine({
  hint,
  mayWrite,
  onTake,
  onMake,
}: {
  hint: BlockHint;
  mayWrite: boolean;
  onTake: (block: TextBlockView) => void;
  onMake: () => void;
}) {
  const { t } = useTranslation();
  const isCalled = (block: TextBlockView) => block.kuerzel.toLowerCase() === hint.typed.toLowerCase();
  if (hint.blocks.length === 0 && !mayWrite) return null;
  return (
    <div
      className="block-hint"
      style={besideOf(hint.at)}
      onPointerDown={keepFocus}
      role="group"
      aria-label={t('textBlocks.hint')}
    >
      {hint.blocks.map((block, at) => (
        <button key={block.blockId} type="button" tabIndex={-1} onClick={() => onTake(block)}>
          <b>{block.kuerzel}</b>
          <span className="block-hint-text">{block.text.replaceAll(/\s+/g, ' ')}</span>
          {at === 0 && isCalled(block) && <Kbd>Tab</Kbd>}
        </button>
      ))}
      {hint.blocks.length === 0 && (
        <button type="button" tabIndex={-1} onClick={onMake}>
          {t('textBlocks.make')} <Kbd>{t('textBlocks.makeKey')}</Kbd>
        </button>
      )}
    </div>
  );
}

/** The caret stays where it is. */
function keepFocus(event: PointerEvent): void {
  event.preventDefault();
}

/** Under the field; over it where the page ends. */
function besideOf({ left, top, bottom }: BlockHint['at']): CSSProperties {
  const isLow = bottom > window.innerHeight - 120;
  const x = Math.max(8, Math.min(left, window.innerWidth - 340));
  return isLow ? { left: x, bottom: window.innerHeight - top + 4 } : { left: x, top: bottom + 4 };
}
