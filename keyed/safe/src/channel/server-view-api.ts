import type { Result } from '@siegel/wire';
import type { UnreadableView } from './akte-api.ts';
import type { CallForms } from './call-form.ts';

/** "Was der Server sieht". */
export interface ServerViewApi {
  /** The real bytes the server holds of a record, and its open fields with reasons. */
  serverView(recordId: string): Promise<Result<ServerView>>;
  /** A record to show where none is chosen: of the person meant, else of one this device knows, else of the house. */
  exampleRecord(personId?: string): Promise<Result<string>>;
}

export const SERVER_VIEW_CALLS = {
  serverView: 'result',
  exampleRecord: 'result',
} as const satisfies CallForms<ServerViewApi>;

export interface ServerView {
  /** Name of the record kind or journal kind. */
  readonly kind: string;
  readonly recordId: string;
  readonly seq: number;
  readonly receivedAtMs: number;
  readonly bodyHex: string;
  readonly body: readonly { readonly name: string; readonly value: string; readonly reason: string }[];
  readonly parts: readonly {
    readonly compartment: string;
    readonly sizeBytes: number;
    /** The envelope as it lies on the server: first 512 bytes in hex. */
    readonly envelopeHex: string;
    readonly keyId: string;
  }[];
  readonly openFields: readonly { readonly name: string; readonly value: string; readonly reason: string }[];
  /** What the user sees of the same record, to stand beside it. */
  readonly opened: Readonly<Record<string, unknown>> | UnreadableView;
}
