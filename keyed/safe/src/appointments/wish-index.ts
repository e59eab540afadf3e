import { appointmentWish } from '@siegel/akten';
import { equalBytes, hexOf, type Hash, type Id } from '@siegel/wire';
import type { Safe } from '../safe/safe.ts';

/** After so many entries other work gets its turn. */
const AT_ONCE = 200_000;

interface Found {
  readonly records: Map<string, Id>;
  readonly takenTo: number;
  /** Of the last entry taken in: another one there means that a refused page took it back. */
  readonly lastHash: Hash | undefined;
}

const foundBySafe = new WeakMap<Safe, Found>();

/** Every record of the kind that the journal names, in the order they came: only what is new is read (TE71). */
export async function wishRecords(safe: Safe): Promise<readonly Id[]> {
  const { columns } = safe.follower;
  const known = foundBySafe.get(safe);
  const goesOn =
    known !== undefined &&
    known.takenTo <= columns.size &&
    (known.lastHash === undefined || equalBytes(columns.hashAt(known.takenTo - 1), known.lastHash));
  const records = goesOn ? known.records : new Map<string, Id>();
  const { size } = columns;
  for (let seq = goesOn ? known.takenTo : 0; seq < size; seq++) {
    if (seq % AT_ONCE === AT_ONCE - 1) await new Promise((resolve) => setTimeout(resolve));
    if (columns.kindAt(seq) !== appointmentWish.code) continue;
    const record = columns.placeAt(seq)?.record;
    if (record !== undefined) records.set(hexOf(record), record);
  }
  foundBySafe.set(safe, {
    records,
    takenTo: size,
    lastHash: size === 0 ? undefined : columns.hashAt(size - 1).slice(),
  });
  return [...records.values()];
}
