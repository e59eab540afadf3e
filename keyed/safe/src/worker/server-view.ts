import { COMPARTMENTS, FORMS, kindByCode } from '@siegel/akten';
import { isUnreadable } from '@siegel/seal';
import { type Body, type CborValue, fail, hexOf, ok, type Result, unpackOpenFields } from '@siegel/wire';
import type { ServerView } from '../channel/server-view-api.ts';
import type { Safe } from '../safe/safe.ts';
import { recordNamed } from './record-named.ts';

const SHOWN_BYTES = 512;

/** Why the server may read each item of a body: the public list behind "Was der Server sieht". Every item of `Body` stands
 *  here, or this does not compile. */
const BODY_REASONS = {
  tenant: 'Zufällige Kennung der Organisation: trennt die Datenbanken.',
  kind: 'Art des Eintrags als Zahl: danach prüft der Server Rechte und Form.',
  record: 'Zufällige Kennung: ordnet Fassungen desselben Eintrags.',
  akte: 'Zufällige Kennung der Akte ohne Namen: liefert zusammen, was zusammengehört.',
  site: 'Zufällige Kennung der Betriebsstätte: regelt, wer die Akte bekommt.',
  author: 'Zufällige Kennung des Geräts, das geschrieben und unterschrieben hat.',
  authoredAt: 'Uhrzeit des Geräts: zeigt, wann geschrieben wurde.',
  parent: 'Prüfsumme der Fassung davor: verhindert stilles Überschreiben.',
  parts: 'Abteil und Größe je versiegeltem Teil, dazu Fassung, Kennung des Schlüssels und Prüfsumme.',
  openHash: 'Prüfsumme der offenen Felder, damit niemand sie austauscht.',
  run: 'Zufällige Kennung des Laufs, mit dem der Eintrag eingelesen wurde.',
  coSignatures: 'Zahl der Mitunterschriften; verlangt für Rechte, Schlüssel und Freigaben.',
} as const satisfies Readonly<Record<keyof Body, string>>;

/** The real bytes the server holds of a record, beside what this user sees of it. They come from the server's own answers: the
 *  body from the journal page, the envelopes from the content it delivered. */
export async function serverView(safe: Safe, recordHex: string): Promise<Result<ServerView>> {
  const record = recordNamed(safe, recordHex);
  if (record === undefined) return fail('AKTE_UNKNOWN');
  const { newest } = record;
  const { body, seq, open } = newest;
  const opened = await safe.open(newest);
  const kind = kindByCode(body.kind);
  return ok({
    kind: kind?.name ?? FORMS.find(({ code }) => code === body.kind)?.name ?? String(body.kind),
    recordId: recordHex,
    seq,
    receivedAtMs: newest.receivedAt,
    bodyHex: hexOf(safe.follower.columns.entryAt(seq)?.body ?? new Uint8Array(0)),
    body: Object.entries(BODY_REASONS).map(([name, reason]) => ({
      name,
      value: bodyItem(body, name as keyof Body),
      reason,
    })),
    parts: body.parts.map((part) => ({
      compartment: COMPARTMENTS[part.compartment] ?? String(part.compartment),
      sizeBytes: part.sizeBytes,
      envelopeHex: hexOf((safe.cache.envelopeOf(part) ?? new Uint8Array(0)).subarray(0, SHOWN_BYTES)),
      keyId: hexOf(part.keyId),
    })),
    openFields: open === null ? [] : openFields(body.kind, unpackOpenFields(open)),
    opened: isUnreadable(opened) ? opened : (opened.value as Readonly<Record<string, unknown>>),
  });
}

function openFields(kindCode: number, fields: Readonly<Record<string, CborValue>>): ServerView['openFields'] {
  const declared = kindByCode(kindCode)?.fields as
    | Readonly<Record<string, { readonly zone: string; readonly reason?: string }>>
    | undefined;
  return Object.entries(fields).map(([name, value]) => ({
    name,
    value: shown(value),
    reason: declared?.[name]?.reason ?? '',
  }));
}

function bodyItem(body: Body, name: keyof Body): string {
  if (name === 'coSignatures') return String(body.coSignatures.length);
  if (name !== 'parts') return shown(body[name]);
  return body.parts.map(({ compartment, sizeBytes }) => `${COMPARTMENTS[compartment]} ${sizeBytes}`).join(', ');
}

function shown(value: CborValue | undefined): string {
  if (value instanceof Uint8Array) return hexOf(value);
  if (value === null || value === undefined) return '';
  return Array.isArray(value)
    ? value.map((item: CborValue) => shown(item)).join(', ')
    : String(value as string | number | boolean);
}
