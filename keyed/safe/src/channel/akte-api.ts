import type { DayPlace, EintragKindName, TypeSign } from '@siegel/akten';
import type { ErrorCode, Result } from '@siegel/wire';
import type { CallForms } from './call-form.ts';
import type { FreigabeView } from './freigabe-view.ts';
import type { PersonRow } from './search-api.ts';
import type { RelationView } from './relation-view.ts';
import type { ProofLevel } from './sign-in-api.ts';

/** Reading and writing the Akten of a person. */
export interface AkteApi {
  /** Opens all Akten of a person the user may open: one delivery entry of the server per call. */
  openPerson(personId: string): Promise<Result<PersonView>>;
  /** Calls `listener` whenever an opened person changes here or elsewhere. */
  watchPerson(personId: string, listener: (view: PersonView) => void): () => void;
  /** Seals and sends a new Eintrag, or a new version of one. Offline it is kept and sent later (`queued`). */
  writeEintrag(draft: EintragWish): Promise<Result<WriteOutcome>>;
  /** Throws away a change of this device that the server refused (`EintragView.refused`). */
  dropRefused(recordId: string): Promise<void>;
}

export const AKTE_CALLS = {
  openPerson: 'result',
  watchPerson: 'watch',
  writeEintrag: 'result',
  dropRefused: 'plain',
} as const satisfies CallForms<AkteApi>;

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
  /** Who brought it along from another site; `author` wrote it there (BS10). */
  readonly carriedBy?: string;
  /** Where it stands, for a person with Akten at several sites. */
  readonly siteName?: string;
  /** What the person was called in whose Akte it stands, where they were merged into this one. */
  readonly ofPerson?: string;
  readonly receivedAtMs: number | null;
  readonly versions: number;
  /** Names the version shown, in hex: what a change of it begins from. */
  readonly head: string;
  readonly state: 'saved' | 'queued' | 'conflict';
  /** What this device wrote and the server refused, beside the version that counts. */
  readonly refused?: Readonly<Record<string, unknown>>;
  /** The version the refused one began from. */
  readonly refusedBase?: string;
  readonly level: ProofLevel;
  /** Where it stands on its way to Freigabe; absent for kinds nobody releases. */
  readonly freigabe?: FreigabeView;
  /** The released Eintrag a Nachtrag stands under. */
  readonly targetId?: string;
  /** Of the house's own type, said by the page (ET4): a sign beside the Kuerzel, and a place within the day. */
  readonly sign?: TypeSign;
  readonly dayPlace?: DayPlace;
}

export interface WritableSite {
  readonly siteId: string;
  readonly siteName: string;
  /** False: the first Eintrag founds the Akte. */
  readonly hasAkte: boolean;
}

export interface PersonView {
  readonly person: PersonRow;
  /** Names the version of the Stammdaten shown. */
  readonly head: string;
  readonly stammdaten: Readonly<Record<string, unknown>> | UnreadableView;
  /** The Akten of the person that are gone on with and may be opened. */
  readonly akten: readonly { readonly akteId: string; readonly siteId: string; readonly siteName: string }[];
  /** Sites of the own user at which something can be written for the person; the first is where it goes (BS13). */
  readonly writesAt: readonly WritableSite[];
  /** Names of sites at which the person has an Akte that is not to be opened here, as far as the journal says (BS14). */
  readonly elsewhere: readonly string[];
  /** Newest day first, within a day newest first. */
  readonly eintraege: readonly EintragView[];
  /** `identity`: Eintraege are not this user's to read, by key (RO20). */
  readonly reads: 'all' | 'identity';
  /** What the own rights allow; others refuse the rest. Under the forced mode only what is released is printed (FG43). */
  /** How others of the house belong to the person, from both sides (PE26). */
  readonly relations: readonly RelationView[];
  /** The picture, as its bytes (PE20). */
  readonly portrait?: Uint8Array;
  readonly may: {
    readonly write: boolean;
    readonly print: boolean;
    readonly printUnreleased: boolean;
    readonly merge?: true;
    /** What becomes of an own Eintrag that is handed in as it is saved (FG44). */
    readonly ownStep: OwnStep;
  };
  /** Present while the person is in the archive: nothing is written about them (PM45). */
  readonly archived?: ArchivedView;
  /** Persons that were merged into this one, the newest first (PM8); absent for most. */
  readonly merged?: readonly MergedPerson[];
  /** When the server was last asked for what is shown: there without a line only (OF3). */
  readonly copyFromMs?: number;
}

/** Since when somebody is in the archive, and who put them there. */
export interface ArchivedView {
  /** `JJJJ-MM-TT`. */
  readonly since: string;
  /** Empty for somebody this device cannot name. */
  readonly by: string;
  readonly mayBringBack: boolean;
}

/** Handing in releases, or releases as the first of two, or presents. */
export type OwnStep = 'release' | 'first' | 'present';

/** Somebody who was entered twice and is shown as another person now. */
export interface MergedPerson {
  readonly personId: string;
  /** What they were called. */
  readonly name: string;
  readonly patientennummer?: string;
  readonly by: string;
  readonly atMs: number;
}

export interface EintragWish {
  readonly personId: string;
  /** The record to write a new version of; absent for a new Eintrag. */
  readonly recordId?: string;
  readonly kind: EintragKindName;
  readonly value: Readonly<Record<string, unknown>>;
  /** The version the change began from (`EintragView.head`). ENTRY_STALE when another one is the newest by now, unless both
   *  changes may be joined (AT50, AT51). */
  readonly base?: string;
}

export interface WriteOutcome {
  readonly recordId: string;
  /** True when the server has acknowledged it durably. */
  readonly saved: boolean;
  /** Names the version that was written. */
  readonly head?: string;
  /** The Eintrag was released meanwhile: what was written stands under it as a Nachtrag, `recordId` (FG12). */
  readonly isNachtrag?: true;
}
