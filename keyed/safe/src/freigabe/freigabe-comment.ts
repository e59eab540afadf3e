import { FORMS, type RecordKind } from '@siegel/akten';
import { isUnreadable, openRecord } from '@siegel/seal';
import { decodeBody } from '@siegel/wire';
import type { Safe } from '../safe/safe.ts';

/** The sealed comment of a presentation or a return; undefined when there is none or it is not here. */
export async function commentAt(safe: Safe, seq: number): Promise<string | undefined> {
  const entry = safe.follower.columns.entryAt(seq);
  if (entry === undefined) return undefined;
  const body = decodeBody(entry.body);
  const form = FORMS.find(({ code }) => code === body.kind);
  if (form === undefined || body.parts.length === 0) return undefined;
  const kind = { ...form, mergeable: false } as unknown as RecordKind;
  const opened = await openRecord(
    kind,
    { body, open: entry.open },
    {
      envelopeOf: (part) => safe.cache.envelopeOf(part),
      keyOf: (compartment, part) => safe.keys.keyOf(body.akte, compartment, part),
    },
  );
  const comment = isUnreadable(opened) ? undefined : (opened.value as { readonly comment?: unknown }).comment;
  return typeof comment === 'string' ? comment : undefined;
}
