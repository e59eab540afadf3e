import { CborError, type CborValue, LayoutError, type OpenFields, unpackOpenFields } from '@siegel/wire';

/** Open fields of an entry that nobody has attributed yet; undefined when there are none here or they are no map. Whoever signed
 *  nonsense is found on attribution; until then it must not stop what stands around it (JN23). */
export function readOpen(open: OpenFields | null): { readonly [name: string]: CborValue } | undefined {
  if (open === null) return undefined;
  try {
    return unpackOpenFields(open);
  } catch (error) {
    if (error instanceof CborError || error instanceof LayoutError) return undefined;
    throw error;
  }
}
