import { peekBody } from '@siegel/store';
import {
  type CborValue,
  equalBytes,
  FIRST_RECORD_KIND,
  hexOf,
  type Id,
  STAFF_KIND,
  unpackOpenFields,
  WIRE_KINDS,
} from '@siegel/wire';
import type { Tenant } from '../tenants/tenant.ts';

/** An Akte as support sees it: where it stands, how much is in it, since when it rests. */
export interface AkteLine {
  readonly akte: Id;
  readonly site: Id;
  readonly records: number;
  readonly writtenAtMs: number;
}

/** How far back the newest Akten are looked for, and how many are shown. */
const MOST_ENTRIES = 20_000;
const MOST_AKTEN = 50;
const MOST_ROWS = 500;

/** The Akten of these sites that were written in last, newest first. */
export async function newestAkten({ core }: Tenant, sites: readonly Id[]): Promise<readonly AkteLine[]> {
  const size = await core.store.size();
  const found = new Map<string, { akte: Id; site: Id; writtenAtMs: number }>();
  for await (const rows of core.store.entriesFrom(Math.max(0, size - MOST_ENTRIES), size)) {
    for (const { body, receivedAt } of rows) {
      const { akte, site, kind } = peekBody(body);
      const isContent = kind === WIRE_KINDS.caseKey || (kind >= FIRST_RECORD_KIND && kind !== STAFF_KIND);
      if (!isContent || !sites.some((own) => equalBytes(own, site))) continue;
      const key = hexOf(akte);
      found.delete(key);
      found.set(key, { akte: akte.slice(), site: site.slice(), writtenAtMs: receivedAt });
    }
  }
  const newest = [...found.values()].slice(-MOST_AKTEN).toReversed();
  return Promise.all(
    newest.map(async (line) => ({ ...line, records: (await core.store.recordsOfAkte(line.akte)).length })),
  );
}

/** One row of an Akte: kind, time, state, open fields, and how large the sealed parts are. */
export interface RecordLine {
  readonly record: string;
  readonly kind: number;
  readonly receivedAtMs: number;
  readonly isReleased: boolean;
  readonly parts: readonly { readonly compartment: number; readonly sizeBytes: number }[];
  readonly open: readonly { readonly field: string; readonly value: string }[];
}

/** The rows of an Akte, oldest first; undefined when it does not stand at one of these sites. */
export async function layoutOfAkte(
  { core }: Tenant,
  akte: Id,
  sites: readonly Id[],
): Promise<readonly RecordLine[] | undefined> {
  const [row] = await core.store.aktenOf([akte]);
  if (row === undefined || !sites.some((own) => equalBytes(own, row.site))) return undefined;
  const heads = await core.store.recordsOfAkte(akte);
  return Promise.all(
    heads.slice(-MOST_ROWS).map(async ({ seq, body, released }) => {
      const stored = await core.store.entryAt(seq);
      const fields = stored?.open === null || stored === undefined ? {} : unpackOpenFields(stored.open);
      return {
        record: hexOf(body.record),
        kind: body.kind,
        receivedAtMs: stored?.receivedAt ?? 0,
        isReleased: released,
        parts: body.parts.map(({ compartment, sizeBytes }) => ({ compartment, sizeBytes })),
        open: Object.entries(fields).map(([field, value]) => ({ field, value: textOf(value) })),
      };
    }),
  );
}

const MOST_TEXT = 120;

/** Open values hold ids, codes and numbers. */
function textOf(value: CborValue): string {
  if (value instanceof Uint8Array) return hexOf(value).slice(0, MOST_TEXT);
  if (Array.isArray(value)) return value.map(textOf).join(', ').slice(0, MOST_TEXT);
  return (typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, MOST_TEXT);
}
