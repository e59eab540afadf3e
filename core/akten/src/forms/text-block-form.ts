import { bytes, code, id, list, must, text } from '../field-type.ts';
import { open, sealed } from '../kind.ts';
import { defineForm, STATE } from './form.ts';

const OWNER =
  'Zufällige Kennung ohne Namen, nur an eigenen Bausteinen: der Server lehnt ab, dass jemand anderes sie ändert. Wer einen Eintrag schreibt, sieht er ohnehin.';

/** Longest Kuerzel, name and text of a text block, and how many groups it may be in. */
export const TEXT_BLOCK_LIMITS = { kuerzel: 20, name: 100, text: 10_000, group: 40, groups: 10 } as const;

/** A text block (TB4). Record id = block id. One of the house lies in the fields; one of a user lies in `own`, sealed once more so that
 *  only its owner opens it (TB5). */
export const textBlockForm = defineForm(
  'textBlock',
  { de: 'Textbaustein', en: 'Text block' },
  {
    state: open(must(code(['active', 'removed'])), STATE),
    owner: open(id, OWNER),
    kuerzel: sealed('admin', text({ max: TEXT_BLOCK_LIMITS.kuerzel })),
    name: sealed('admin', text({ max: TEXT_BLOCK_LIMITS.name })),
    text: sealed('admin', text({ max: TEXT_BLOCK_LIMITS.text })),
    groups: sealed('admin', list(text({ max: TEXT_BLOCK_LIMITS.group }), { max: TEXT_BLOCK_LIMITS.groups })),
    own: sealed('admin', bytes({ max: 65_536 })),
  },
);
