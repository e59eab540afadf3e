import { appointment, appointmentWish, message, task } from '@siegel/akten';
import type { AkteContent, ReadView, RecordHead, WriteTx } from '@siegel/store';
import { equalBytes, hexOf, type Id, isWorkOfHouse, ZERO_ID } from '@siegel/wire';
import type { AkteAccess, AkteScope } from './akte-access.ts';

/** Purposes whose request names the records it is about. */
const KINDS_BY_PURPOSE: Readonly<Record<string, readonly number[]>> = {
  day: [appointment.code, appointmentWish.code],
  desk: [task.code, message.code],
};

/** What may leave of some records alone, and of their Akten nothing else (SY28, AU11). */
export interface NamedRecords {
  readonly kinds: readonly number[];
  readonly records: readonly Id[];
}

/** The records a request names; `malformed` when its purpose wants some and it has none, or the other way round. */
export function namedRecords(
  purpose: string,
  {
    appointments,
    records,
  }: { readonly appointments?: readonly Id[] | undefined; readonly records?: readonly Id[] | undefined },
): NamedRecords | undefined | 'malformed' {
  if ((purpose === 'day') !== (appointments !== undefined)) return 'malformed';
  if ((purpose === 'desk') !== (records !== undefined)) return 'malformed';
  const kinds = KINDS_BY_PURPOSE[purpose];
  return kinds === undefined ? undefined : { kinds, records: appointments ?? records ?? [] };
}

/** What of an Akte may leave. Tasks and messages of the house stand in none: they are for whoever sees persons. */
export async function scopeFor(access: AkteAccess, reads: ReadView, akte: Id): Promise<AkteScope> {
  if (equalBytes(akte, ZERO_ID)) return access.reader.readsPersons ? 'all' : 'nothing';
  return access.scopeOf(reads, akte);
}

/** Parts of the named records, by Akte. Looked up once for all: sixty Akten do not each ask for sixty records. */
export async function readNamed(
  tx: WriteTx,
  { kinds, records }: NamedRecords,
): Promise<(akte: Id) => Promise<AkteContent | undefined>> {
  const byAkte = new Map<string, RecordHead[]>();
  for (const head of await tx.headsOf(records)) {
    if (head === undefined) continue;
    const key = hexOf(head.body.akte);
    byAkte.set(key, [...(byAkte.get(key) ?? []), head]);
  }
  return (akte) => {
    const heads = byAkte.get(hexOf(akte)) ?? [];
    return equalBytes(akte, ZERO_ID)
      ? ofHouse(tx, heads)
      : tx.contentOfRecords(akte, { kinds, records: heads.map(({ body }) => body.record) });
  };
}

/** Nothing but tasks and messages of the house: its other parts come with the keys (SY24). */
async function ofHouse(tx: WriteTx, heads: readonly RecordHead[]): Promise<AkteContent> {
  const envelopes: AkteContent['envelopes'][number][] = [];
  for (const { seq } of heads.filter(({ body }) => isWorkOfHouse(body.kind)))
    for await (const contents of tx.contentOfRange(seq, seq + 1))
      for (const content of contents) envelopes.push(...content.envelopes);
  return { akte: ZERO_ID, wraps: [], envelopes };
}
