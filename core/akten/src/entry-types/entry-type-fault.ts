import { RECORD_KINDS } from '../record-kinds.ts';
import type { EintragLook } from '../kind.ts';
import type { EntryType } from './entry-type.ts';

/** One letter is no Kuerzel: `t` makes an appointment. */
const FORM = /^\p{Lu}[\p{Lu}\d]{1,5}$/u;
/** `B12` would be read as a diagnosis. */
const CODE = /^[A-Z]\d{2}/;

/** Why a Kuerzel cannot be given to a type of the house; undefined when it can (ET5). `form`: two to six letters and digits, a letter
 *  first, and no diagnosis code; `taken`: another type has it, in use or not. */
export function kuerzelFault(
  kuerzel: string,
  others: readonly Pick<EntryType, 'kuerzel'>[],
): 'form' | 'taken' | undefined {
  const wanted = kuerzel.toUpperCase();
  if (!FORM.test(wanted) || CODE.test(wanted)) return 'form';
  const isTaken = builtInKuerzel().includes(wanted) || others.some((other) => other.kuerzel.toUpperCase() === wanted);
  return isTaken ? 'taken' : undefined;
}

/** All Kuerzel of the kinds, those nobody types included. */
function builtInKuerzel(): readonly string[] {
  return RECORD_KINDS.flatMap((kind) => {
    if (!('eintrag' in kind)) return [];
    const look: EintragLook = kind.eintrag;
    return [look.kuerzel, ...Object.values(look.variants?.byValue ?? {}).map((variant) => variant.kuerzel)];
  });
}
