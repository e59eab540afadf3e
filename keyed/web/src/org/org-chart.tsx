import { type KeyboardEvent, useState } from 'react';
import type { UnitView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { useSafe } from '../safe/safe-context.ts';
import type { Asked } from './asked-dialog.tsx';
import type { ActingProps } from './empty-chart.tsx';
import { treeOf } from './org-rows.ts';
import { OrgTree } from './org-tree.tsx';
import { type UnitAct, UnitPane } from './unit-pane.tsx';

const KEYS: Readonly<Record<string, UnitAct>> = {
  n: 'add',
  b: 'edit',
  p: 'place',
  v: 'move',
  Delete: 'remove',
  'Alt+ArrowUp': 'up',
  'Alt+ArrowDown': 'down',
};

/** The tree and the chosen unit beside it; keys do what the buttons do (OG20). */
export function OrgChart({
  view,
  mayChange,
  act,
  onFailure,
  onAsk,
}: ActingProps & { mayChange: boolean; onAsk: (asked: Asked) => void }) {
  const { t } = useTranslation();
  const safe = useSafe();
  const [chosenId, setChosenId] = useState<string>();
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const unit = view.units.find(({ unitId }) => unitId === chosenId) ?? view.units[0];
  if (unit === undefined) return null;
  const { unitId } = unit;
  async function reorder(by: 'up' | 'down', of: UnitView): Promise<void> {
    const siblings = view.units.filter(({ parentId }) => parentId === of.parentId);
    const at = siblings.findIndex((one) => one.unitId === of.unitId);
    if (by === 'up' ? at === 0 : at === siblings.length - 1) return;
    const beforeId = siblings[by === 'up' ? at - 1 : at + 2]?.unitId;
    const to = { parentId: of.parentId, beforeId };
    const done = await act(() => safe.moveUnit(of.unitId, to), t('org.done.move', { name: of.name }));
    if (!done.ok) onFailure(done.error);
  }
  function onAct(what: UnitAct, of: UnitView): void {
    if (what === 'up' || what === 'down') void reorder(what, of);
    else onAsk({ act: what, unit: of });
  }
  function onKey(event: KeyboardEvent): boolean {
    const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const what = event.ctrlKey || event.metaKey ? undefined : KEYS[event.altKey ? `Alt+${name}` : name];
    if (what === undefined || !mayChange || unit === undefined) return false;
    onAct(what, unit);
    return true;
  }
  const toggle = (id: string) =>
    setClosed(closed.has(id) ? new Set([...closed].filter((one) => one !== id)) : new Set([...closed, id]));
  return (
    <div className="org-two-parts">
      <div>
        <OrgTree
          label={t('org.tree', { name: view.organisation })}
          tree={treeOf(view)}
          chosen={unitId}
          closed={closed}
          onChoose={setChosenId}
          onToggle={toggle}
          onEnter={() => document.querySelector<HTMLElement>('[data-org-pane]')?.focus()}
          onKey={onKey}
        />
        <p className="d t12 org-keys">{mayChange ? t('org.keysHint') : view.mayAdminister ? '' : t('org.noRight')}</p>
      </div>
      <UnitPane
        {...{ view, unit, mayChange }}
        onAct={(what) => onAct(what, unit)}
        onPlacement={(what, placement) => onAsk({ act: what, placement })}
      />
    </div>
  );
}
