import { Button, Kbd } from '@mantine/core';
import { byGroup } from '@siegel/akten';
import type { TextBlockView } from '@siegel/safe';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Blocks as buttons under their groups: several are chosen one after the other and put in as one text (TB20). */
export function BlockBoard({
  blocks,
  onTake,
}: {
  blocks: readonly TextBlockView[];
  onTake: (blocks: readonly TextBlockView[]) => void;
}) {
  const { t } = useTranslation();
  const [picked, setPicked] = useState<readonly TextBlockView[]>([]);
  const placeOf = ({ blockId }: TextBlockView) => picked.findIndex((one) => one.blockId === blockId) + 1;
  function toggle(block: TextBlockView): void {
    setPicked(placeOf(block) > 0 ? picked.filter(({ blockId }) => blockId !== block.blockId) : [...picked, block]);
  }
  function onKeyDown(event: KeyboardEvent, block: TextBlockView): void {
    if (event.key === 'Enter') onTake(picked.length === 0 ? [block] : picked);
    else if (!goTo(event)) return;
    event.preventDefault();
  }
  return (
    <>
      <div className="block-board">
        {byGroup(blocks).map(({ group, blocks: some }) => (
          <section key={group} aria-label={group === '' ? t('textBlocks.noGroup') : group}>
            <h2>{group === '' ? t('textBlocks.noGroup') : group}</h2>
            <div className="block-buttons">
              {some.map((block) => (
                <button
                  key={block.blockId}
                  type="button"
                  className="block-button"
                  data-block
                  aria-pressed={placeOf(block) > 0}
                  title={block.text}
                  onClick={() => toggle(block)}
                  onKeyDown={(event) => onKeyDown(event, block)}
                >
                  <span className="el">{block.name === '' ? block.kuerzel : block.name}</span>
                  {placeOf(block) > 0 && <b className="n">{placeOf(block)}</b>}
                </button>
              ))}
            </div>
          </section>
        ))}
      </div>
      <p className="m t12 block-picker-keys">
        <span>
          <Kbd>{t('textBlocks.space')}</Kbd> {t('textBlocks.pick')} <Kbd>Enter</Kbd> {t('textBlocks.take')}
        </span>
        <Button disabled={picked.length === 0} onClick={() => onTake(picked)}>
          {t('textBlocks.takeCount', { count: picked.length })}
        </Button>
      </p>
    </>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Arrows go through the buttons; up and down to the nearest of another row. @returns whether the key was one of them. */
function goTo({ key, currentTarget }: KeyboardEvent): boolean {
  const step = STEPS[key];
  if (step === undefined) return false;
  const all = [...(currentTarget.closest('.block-board')?.querySelectorAll<HTMLElement>('[data-block]') ?? [])];
  const at = all.indexOf(currentTarget as HTMLElement);
  const isSideways = key === 'ArrowLeft' || key === 'ArrowRight';
  const next = isSideways ? all[at + step] : nearestInNextRow(all, at, step);
  next?.focus();
  return true;
}

function nearestInNextRow(all: readonly HTMLElement[], at: number, step: number): HTMLElement | undefined {
  const from = all[at]?.getBoundingClientRect();
  if (from === undefined) return undefined;
  const ahead = (step > 0 ? all.slice(at + 1) : all.slice(0, at).toReversed()).map((button) => ({
    button,
    place: button.getBoundingClientRect(),
  }));
  const rowTop = ahead.find(({ place }) => place.top !== from.top)?.place.top;
  return ahead
    .filter(({ place }) => place.top === rowTop)
    .toSorted((a, b) => Math.abs(a.place.left - from.left) - Math.abs(b.place.left - from.left))[0]?.button;
}
