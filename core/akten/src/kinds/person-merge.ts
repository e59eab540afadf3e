import { PERSON_MERGE_KIND } from '@siegel/wire';
import { code, id, must } from '../field-type.ts';
import { defineKind, open } from '../kind.ts';

/** Zusammenführung: a pointer in the Stammakte of somebody who was entered twice to the person that stays (PM1). Nothing is copied, and nothing is
 *  sealed: what it says are two random ids, which no erasure has to take. */
export const personMerge = defineKind({
  name: 'personMerge',
  code: PERSON_MERGE_KIND,
  schemaVersion: 1,
  mergeable: false,
  label: { de: 'Zusammenführung', en: 'Merge of persons' },
  stammakte: true,
  fields: {
    into: open(
      must(id),
      'Zufällige Kennung der Stammakte, die bleibt, ohne Namen: Server und alle Geräte lehnen damit Kreise und zwei Zusammenführungen derselben Person ab.',
    ),
    state: open(
      must(code(['merged', 'lifted'])),
      'Ob die Zusammenführung gilt oder aufgehoben wurde; ohne das könnte niemand prüfen, ob eine neue erlaubt ist.',
    ),
  },
});
