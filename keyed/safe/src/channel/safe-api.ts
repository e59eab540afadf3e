import type { EintragKindName } from '@siegel/akten';
import type { ErrorCode, Failure, Result } from '@siegel/wire';

/** What the UI may ask of the safe. The UI never sees a key: it sends these calls to the worker and renders the answers.
 *  Ids are lower-case hex here; everything is structured-cloneable. */
export interface SafeApi {
  /** Signs in with name and password on a device that already has its slot. */
  signIn(wish: SignInWish): Promise<Result<SignedIn>>;
  /** First sign-in of a fresh browser: makes its device key, opens the user key by the recovery code, enters the device. */
  signInWithRecoveryCode(wish: SignInWish & { readonly recoveryCode: string }): Promise<Result<SignedIn>>;
  /** Forgets all keys of this session; the sealed local pages stay. */
  signOut(): Promise<void>;
  /** Locks: keys leave memory, drafts and place are kept by the UI. */
  lock(): Promise<void>;
  /** Calls `listener` at once and at every change until the returned function is called. */
  watchStatus(listener: (status: SafeStatus) => void): () => void;
  /** Persons for what was typed (grammar of docs/spec/search.md). */
  search(query: string, limit: number): Promise<SearchAnswer>;
  /** Opens all Akten of a person the user may open: one delivery entry of the server per call. */
  openPerson(personId: string): Promise<Result<PersonView>>;
  /** Calls `listener` whenever an opened person changes here or elsewhere. */
  watchPerson(personId: string, listener: (view: PersonView) => void): () => void;
  /** Seals and sends a new Eintrag, or a new version of one. Offline it is kept and sent later (`queued`). */
  writeEintrag(draft: EintragWish): Promise<Result<WriteOutcome>>;
  /** Throws away a change of this device that the server refused (`EintragView.refused`). */
  dropRefused(recordId: string): Promise<void>;
  /** The real bytes the server holds of a record, and its open fields with reasons. */
  serverView(recordId: string): Promise<Result<ServerView>>;
}

export interface SignInWish {
  readonly account: string;
  readonly password: string;
}

export interface SignedIn {
  readonly account: string;
  readonly displayName: string;
  readonly tenantName: string;
  readonly sites: readonly { readonly siteId: string; readonly name: string }[];
}

/** How far the device can vouch for what it shows. */
export type ProofLevel = 'server-word' | 'bound' | 'attributed';

export interface SafeStatus {
  readonly phase: 'signed-out' | 'signing-in' | 'syncing' | 'ready' | 'locked' | 'refused';
  /** Why the safe refuses to go on (fork, shortened log ...). */
  readonly refusal?: ErrorCode;
  readonly online: boolean;
  /** Progress of sync and of building the index, 0..1, while `syncing`. */
  readonly progress: number;
  readonly persons: number;
  readonly journalSize: number;
  readonly level: ProofLevel;
  /** Entries written here that the server has not acknowledged yet. */
  readonly queued: number;
  /** Entries written here that the server refused after they had waited; they stand in their Akten. */
  readonly refused: number;
  /** Entries held back because a check failed. */
  readonly quarantined: number;
  /** Persons that search cannot find because their identity was withheld or does not open. */
  readonly unreadablePersons: number;
  readonly clientVersion: string;
}

export interface PersonRow {
  readonly personId: string;
  readonly familienname: string;
  readonly vorname: string;
  readonly geburtsdatum?: string;
  readonly strasse?: string;
  readonly ort?: string;
  readonly patientennummer?: string;
  readonly geschlecht?: string;
}

export interface SearchAnswer {
  readonly exact: readonly PersonRow[];
  readonly soundAlike: readonly PersonRow[];
  readonly total: number;
  readonly tookMs: number;
}

/** A value that could not be opened, with the code why; it is shown as such and blocks saving over it. */
export interface UnreadableView {
  readonly unreadable: ErrorCode;
}

export interface EintragView {
  readonly recordId: string;
  readonly akteId: string;
  readonly kind: EintragKindName;
  readonly kuerzel: string;
  readonly hue: string;
  /** JJJJ-MM-TT, the day it belongs to. */
  readonly behandlungstag: string;
  /** What the row shows; plain text, may hold line breaks. */
  readonly summary: string;
  readonly value: Readonly<Record<string, unknown>> | UnreadableView;
  readonly author: string;
  readonly authoredAtMs: number;
  readonly receivedAtMs: number | null;
  readonly versions: number;
  readonly state: 'saved' | 'queued' | 'conflict';
  /** What this device wrote and the server refused, beside the version that counts. */
  readonly refused?: Readonly<Record<string, unknown>>;
  readonly level: ProofLevel;
}

export interface PersonView {
  readonly person: PersonRow;
  readonly stammdaten: Readonly<Record<string, unknown>> | UnreadableView;
  readonly akten: readonly { readonly akteId: string; readonly siteId: string; readonly siteName: string }[];
  /** Newest day first, within a day newest first. */
  readonly eintraege: readonly EintragView[];
}

export interface EintragWish {
  readonly personId: string;
  /** The record to write a new version of; absent for a new Eintrag. */
  readonly recordId?: string;
  readonly kind: EintragKindName;
  readonly value: Readonly<Record<string, unknown>>;
}

export interface WriteOutcome {
  readonly recordId: string;
  /** True when the server has acknowledged it durably. */
  readonly saved: boolean;
}

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

/** One call or subscription on its way to the worker, and what comes back. */
export type ChannelRequest =
  | { readonly id: number; readonly call: keyof SafeApi; readonly args: readonly unknown[] }
  | { readonly id: number; readonly unwatch: number };
export type ChannelAnswer =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly failure: Failure }
  | { readonly id: number; readonly event: unknown };
