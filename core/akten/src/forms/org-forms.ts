import { bool, code, id, integer, localDate, must, text } from '../field-type.ts';
import { open, sealed } from '../kind.ts';
import { defineForm } from './form.ts';

const TREE =
  'Zufällige Kennung ohne Namen: der Server sieht die Form des Baums und lehnt ab, was im Kreis liefe oder ins Leere hinge.';
const UNIT_OF_PLACE =
  'Zufällige Kennung ohne Namen: der Server lehnt ab, eine Einheit mit Zuordnungen zu entfernen. Wer zugeordnet ist, sieht er nicht.';
const THERE = 'Kodierter Zustand; der Server prüft damit, ob eine Einheit leer ist.';

/** A unit of the org chart. Record id = unit id. Without `parent` it stands directly under the organisation (OG2). */
export const orgUnitForm = defineForm(
  'orgUnit',
  { de: 'Einheit', en: 'Unit' },
  {
    state: open(must(code(['active', 'removed'])), THERE),
    parent: open(id, TREE),
    name: sealed('admin', text({ max: 200 })),
    shortName: sealed('admin', text({ max: 20 })),
    unitKind: sealed('admin', text({ max: 60 })),
    // Position among its siblings.
    order: sealed('admin', integer()),
    site: sealed('admin', id),
    // First day, for what was there before it was entered, or comes later.
    from: sealed('admin', localDate),
  },
);

/** Somebody placed in a unit, from one day to another. Record id = placement id. `past`: it lies behind and keeps no unit from being
 *  removed; `withdrawn`: it was undone and never counted. */
export const placementForm = defineForm(
  'placement',
  { de: 'Zuordnung', en: 'Placement' },
  {
    state: open(must(code(['active', 'past', 'withdrawn'])), THERE),
    unit: open(must(id), UNIT_OF_PLACE),
    user: sealed('admin', id),
    function: sealed('admin', text({ max: 200 })),
    from: sealed('admin', localDate),
    until: sealed('admin', localDate),
    leads: sealed('admin', bool),
  },
);
