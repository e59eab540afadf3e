import { bytes } from '../field-type.ts';
import { defineKind, sealed } from '../kind.ts';

/** Most bytes of a picture of a person (PE20). */
export const PORTRAIT_MOST_BYTES = 60 * 1024;

/** Bild: a small picture of the person beside the name. A record of its own, so that a new address does not seal it again, and in
 *  `admin`, because the index fetches `identity` of everybody. Without `bild`: it was removed. */
export const portrait = defineKind({
  name: 'portrait',
  code: 77,
  schemaVersion: 1,
  mergeable: false,
  label: { de: 'Bild der Person', en: 'Picture of the person' },
  stammakte: true,
  fields: { bild: sealed('admin', bytes({ max: PORTRAIT_MOST_BYTES })) },
});
