import { WIRE_KINDS, type WireKindName } from '@siegel/wire';
import { bytes, must } from '../field-type.ts';
import type { Field } from '../kind.ts';

/** A kind of the journal itself (wire codes under 64): membership, keys, Freigabe, log. Declared like record kinds, so that
 *  what the server may read of it stands in the same public list. Rights and keys depend on them: random ids only. */
export interface Form {
  readonly name: WireKindName;
  readonly code: number;
  readonly schemaVersion: number;
  readonly label: { readonly de: string; readonly en: string };
  readonly fields: Readonly<Record<string, Field>>;
}

/** Declares a kind of the journal in its first version. */
export function defineForm<const F extends Readonly<Record<string, Field>>>(
  name: WireKindName,
  label: { readonly de: string; readonly en: string },
  fields: F,
) {
  return { name, code: WIRE_KINDS[name], schemaVersion: 1, label, fields } as const;
}

// Why the server may read a field, in the words of the public list.
export const PUBLIC_KEY =
  'Öffentliche Schlüssel prüfen Unterschriften und nehmen versiegelte Schlüssel an; der Server prüft damit jeden Eintrag.';
export const WHO = 'Zufällige Kennung ohne Namen; der Server prüft damit Rechte und Zugehörigkeit.';
export const WHAT = 'Zufällige Kennung oder Prüfsumme ohne Inhalt; der Server ordnet damit Einträge einander zu.';
export const STATE = 'Kodierter Zustand; der Server richtet den Zugang danach.';

/** A SHA-256 hash or an Ed25519 key. */
export const hash32 = must(bytes({ exactly: 32 }));
