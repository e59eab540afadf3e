import type { EintragKindName } from '@siegel/akten';
import type { Result } from '@siegel/wire';
import type { WriteOutcome } from './akte-api.ts';
import type { CallForms } from './call-form.ts';
import type { ForPersonWish, FreigabeView } from './freigabe-view.ts';

/** From draft to released. All acts need the server (FG15): OFFLINE. */
export interface FreigabeApi {
  /** Presents Eintraege in one batch; refused as a whole. FREIGABE_STALE, FREIGABE_DONE, FREIGABE_NOT_POSSIBLE, RIGHT_MISSING. */
  presentEintraege(seen: readonly SeenVersion[], comment: string): Promise<Result<true>>;
  /** Takes the presentation of an Eintrag back. */
  withdrawPresentation(recordId: string): Promise<Result<true>>;
  /** Releases Eintraege in one batch, with the own signature under each; refused as a whole. Codes as above, FREIGABE_OWN,
   *  FREIGABE_SAME_USER, FREIGABE_RULE. @param forPerson when the person may see them; nothing is said when absent. */
  releaseEintraege(seen: readonly SeenVersion[], forPerson?: ForPersonWish): Promise<Result<true>>;
  /** Gives an Eintrag back to whoever wrote it, with a sealed comment. */
  returnEintrag(seen: SeenVersion, comment: string): Promise<Result<true>>;
  /** Says when the person may see released Eintraege, in one batch; the newest word counts. FREIGABE_MISSING, RIGHT_MISSING,
   *  FREIGABE_RULE for a date that is missing or too much. */
  releaseToPerson(recordIds: readonly string[], forPerson: ForPersonWish): Promise<Result<true>>;
  /** Writes a Nachtrag under a released Eintrag; offline it waits like any Eintrag. NACHTRAG_TARGET_WRONG. */
  writeNachtrag(wish: NachtragDraft): Promise<Result<WriteOutcome>>;
  /** What is presented, returned, or to be said to the person in the Akten of the own sites (FG13, FG41). */
  freigabeList(): Promise<Result<FreigabeList>>;
  freigabeRules(): Promise<Result<FreigabeRulesView>>;
  /** Changes rules of Freigabe; RIGHT_MISSING without the right to administer. */
  changeFreigabeRules(changes: Partial<FreigabeRulesView>): Promise<Result<true>>;
}

export const FREIGABE_CALLS = {
  presentEintraege: 'result',
  withdrawPresentation: 'result',
  releaseEintraege: 'result',
  returnEintrag: 'result',
  releaseToPerson: 'result',
  writeNachtrag: 'result',
  freigabeList: 'result',
  freigabeRules: 'result',
  changeFreigabeRules: 'result',
} as const satisfies CallForms<FreigabeApi>;

/** An Eintrag and the version that was looked at (`EintragView.head`). */
export interface SeenVersion {
  readonly recordId: string;
  readonly head: string;
}

export interface NachtragDraft {
  readonly targetId: string;
  readonly day: string;
  readonly text: string;
}

export interface FreigabeRulesView {
  readonly responsible: 'one' | 'two';
  readonly isOwnAllowed: boolean;
  readonly isForced: boolean;
}

export interface FreigabeItem extends SeenVersion {
  readonly personId: string;
  /** "Brandt, Ilse"; empty when the person is not found here. */
  readonly personName: string;
  /** JJJJ, JJJJ-MM or JJJJ-MM-TT. */
  readonly geburtsdatum?: string;
  readonly kind: EintragKindName;
  /** The house's own type it was written as, where it opens on this device already (ET7). */
  readonly typeId?: string;
  readonly kuerzel: string;
  readonly hue: string;
  readonly freigabe: FreigabeView;
  /** Who wrote the newest version; empty when the name is not here. */
  readonly author: string;
  /** It waits for the own user: to be released by it, or, without that right, written or presented by it (FG39). */
  readonly isMine: boolean;
}

export interface FreigabeList {
  /** What is presented, oldest first. */
  readonly items: readonly FreigabeItem[];
  /** What was returned and has not been changed since, newest first. */
  readonly returned: readonly FreigabeItem[];
  /** What waits for a talk or a date, and what was released or said in the last 30 days, newest first. */
  readonly forPerson: readonly FreigabeItem[];
  readonly rules: FreigabeRulesView;
  readonly mayRelease: boolean;
  readonly mayChangeRules: boolean;
}
