import { kindByName, type RecordKind } from '@siegel/akten';
import type { ServerView } from '@siegel/safe';
import { isUnreadable } from '../akte/eintrag-text.ts';

/** One sealed compartment: on the left what the user reads, on the right what lies on the server. */
export interface SealedBlock {
  readonly compartment: string;
  readonly sizeBytes: number;
  readonly keyId: string;
  readonly fields: readonly { readonly name: string; readonly value: unknown }[];
}

/** A record as both sides see it. */
export interface Comparison {
  readonly blocks: readonly SealedBlock[];
  readonly openFields: readonly {
    readonly name: string;
    readonly value: string;
    readonly reason: string;
    readonly opened: unknown;
  }[];
  readonly sealedCount: number;
  readonly openCount: number;
}

/** Sorts the opened fields of a record under the compartments that seal them; the rest of the page is the server's own
 *  list of what it holds. A field whose kind this client does not know stands under the first compartment. */
export function compareRecord(view: ServerView): Comparison {
  const declared: RecordKind['fields'] = kindByName(view.kind)?.fields ?? {};
  const opened = isUnreadable(view.opened) ? {} : view.opened;
  const openNames = new Set(view.openFields.map(({ name }) => name));
  const [firstPart] = view.parts;
  const compartmentOf = (name: string): string | undefined => {
    const field = declared[name];
    return field?.zone === 'sealed' ? field.compartment : firstPart?.compartment;
  };
  const sealedFields = Object.entries(opened).filter(([name]) => !openNames.has(name));
  const blocks = view.parts.map(({ compartment, sizeBytes, keyId }) => ({
    compartment,
    sizeBytes,
    keyId,
    fields: sealedFields.flatMap(([name, value]) => (compartmentOf(name) === compartment ? [{ name, value }] : [])),
  }));
  return {
    blocks,
    openFields: view.openFields.map((field) => ({ ...field, opened: opened[field.name] })),
    sealedCount: sealedFields.length,
    openCount: view.openFields.length + view.body.length,
  };
}
