import { bool, code, integer, must, text } from '../field-type.ts';
import { HUES, open, sealed } from '../kind.ts';
import { DAY_PLACES, TYPE_COMPARTMENTS, TYPE_SIGNS } from '../entry-types/type-codes.ts';
import { defineForm, STATE } from './form.ts';

/** A type of Eintrag of the house, or how the house names and colours a built-in one (ET1). Record id = type id. */
export const entryTypeForm = defineForm(
  'entryType',
  { de: 'Eintragstyp', en: 'Type of Eintrag' },
  {
    state: open(must(code(['active', 'removed'])), STATE),
    // Kuerzel of the built-in type it is written as, or whose looks it changes.
    base: sealed('admin', text({ max: 6 })),
    isBuiltIn: sealed('admin', bool),
    compartment: sealed('admin', code(TYPE_COMPARTMENTS)),
    kuerzel: sealed('admin', text({ max: 6 })),
    name: sealed('admin', text({ max: 60 })),
    hue: sealed('admin', code(HUES)),
    sign: sealed('admin', code(TYPE_SIGNS)),
    dayPlace: sealed('admin', code(DAY_PLACES)),
    preset: sealed('admin', text({ max: 4000 })),
    order: sealed('admin', integer()),
  },
);
