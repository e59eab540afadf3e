import type { OrgView, PlacementView, UnitView } from '@siegel/safe';
import { ChangePlacementDialog, EndPlacementDialog, PlaceDialog, TransferDialog } from './place-dialogs.tsx';
import { AddUnitDialog, EditUnitDialog, MoveUnitDialog, RemoveUnitDialog } from './unit-dialogs.tsx';
import type { PlacementAct } from './unit-pane.tsx';
import type { OrgAct } from './use-org.ts';

/** What is asked about a unit or a placement. */
export type Asked =
  | { readonly act: 'add'; readonly unit?: UnitView }
  | { readonly act: 'edit' | 'place' | 'move' | 'remove'; readonly unit: UnitView }
  | { readonly act: PlacementAct; readonly placement: PlacementView };

/** The dialog of one act. */
export function AskedDialog({
  view,
  asked,
  act,
  onClose,
}: {
  view: OrgView;
  asked: Asked;
  act: OrgAct;
  onClose: () => void;
}) {
  const shared = { view, act, onClose };
  switch (asked.act) {
    case 'add':
      return <AddUnitDialog {...shared} {...(asked.unit !== undefined && { unit: asked.unit })} />;
    case 'edit':
      return <EditUnitDialog {...shared} unit={asked.unit} />;
    case 'move':
      return <MoveUnitDialog {...shared} unit={asked.unit} />;
    case 'remove':
      return <RemoveUnitDialog {...shared} unit={asked.unit} />;
    case 'place':
      return <PlaceDialog {...shared} unit={asked.unit} />;
    case 'change':
      return <ChangePlacementDialog {...shared} placement={asked.placement} />;
    case 'transfer':
      return <TransferDialog {...shared} placement={asked.placement} />;
    case 'end':
      return <EndPlacementDialog {...shared} placement={asked.placement} />;
  }
}
