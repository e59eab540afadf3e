import type { Accent, PasswordRules } from '@siegel/akten';
import type { Result } from '@siegel/wire';
import type { CallForms } from './call-form.ts';

/** The settings of the organisation (docs/spec/settings.md) and its rules for passwords (docs/spec/password-policy.md). */
export interface SettingsApi {
  /** What every section begins with. */
  settingsView(): Promise<Result<SettingsView>>;
  /** Name and look of the house. UNREADABLE. */
  organisationView(): Promise<Result<OrganisationView>>;
  /** Changes them. ENTRY_STALE: somebody else has changed them since `version`; ORGANISATION_NAMELESS, RIGHT_MISSING, OFFLINE. */
  changeOrganisation(version: string, changes: OrganisationChanges): Promise<Result<true>>;
  /** Rules for passwords. UNREADABLE. */
  passwordPolicy(): Promise<Result<PasswordPolicyView>>;
  /** Changes them; failures as `changeOrganisation`, PASSWORD_RULE_BELOW_FLOOR. */
  changePasswordPolicy(version: string, wish: PasswordPolicyWish): Promise<Result<true>>;
  /** How the own password stands: what it has to be, and until when it holds. */
  passwordState(): Promise<Result<PasswordState>>;
  /** Every change of settings, newest first (EI7). */
  settingsChanges(): Promise<Result<readonly SettingsChange[]>>;
  /** Sets back what the change at `seq` changed. CHANGE_NOT_UNDONE; failures as `changeOrganisation`. */
  undoSettingsChange(seq: number): Promise<Result<true>>;
}

export const SETTINGS_CALLS = {
  settingsView: 'result',
  organisationView: 'result',
  changeOrganisation: 'result',
  passwordPolicy: 'result',
  changePasswordPolicy: 'result',
  passwordState: 'result',
  settingsChanges: 'result',
  undoSettingsChange: 'result',
} as const satisfies CallForms<SettingsApi>;

export interface SettingsView {
  /** Whether whoever is signed in may administer; everybody may look (EI2). */
  readonly mayChange: boolean;
  readonly isOfflineSlotAllowed: boolean;
  /** Fixed when the organisation was founded (EI4). */
  readonly profile: 'practice' | 'social';
}

export interface OrganisationView {
  /** Names the entry these are of; a change names it again. */
  readonly version: string;
  readonly name: string;
  /** Lines for printed sheets; empty without. */
  readonly anschrift: string;
  readonly kontakt: string;
  readonly accent: Accent;
  /** A PNG. */
  readonly logo?: Uint8Array;
}

/** What is to change; null takes the logo away. */
export interface OrganisationChanges {
  readonly name?: string;
  readonly anschrift?: string;
  readonly kontakt?: string;
  readonly accent?: Accent;
  readonly logo?: Uint8Array | null;
}

export interface PasswordPolicyWish {
  readonly rules: PasswordRules;
  readonly blockedWords: readonly string[];
}

export interface PasswordPolicyView extends PasswordPolicyWish {
  /** Names the entry these are of; empty while the founding is the only word on rules. */
  readonly version: string;
  readonly floors: { readonly length: number; readonly strength: number };
}

export interface PasswordState extends PasswordPolicyWish {
  /** Names of the house, which are the first guesses. */
  readonly names: readonly string[];
  /** When the own password runs out, by the server's word; undefined: never, or the server cannot be asked. */
  readonly endsAtMs?: number;
  readonly hasEnded: boolean;
}

/** What a change is about. */
export type ChangeSubject = 'rules' | 'organisation' | 'group' | 'site' | 'role';

/** A value as a page can put it into words: a logo is its size and a mark. */
export type ChangeValue = string | number | boolean | readonly string[];

export interface ChangedField {
  /** `accent`, `password.length`. */
  readonly field: string;
  /** Undefined: the field was not there, the default held. */
  readonly before?: ChangeValue;
  readonly after?: ChangeValue;
}

export interface SettingsChange {
  readonly seq: number;
  readonly atMs: number;
  readonly subject: ChangeSubject;
  /** Name of the site, role or group; empty for rules. */
  readonly name: string;
  readonly userId: string;
  readonly userName: string;
  readonly deviceName: string;
  readonly fields: readonly ChangedField[];
  readonly isNew: boolean;
  /** False: its signature or its author's right does not hold; it has changed nothing. */
  readonly isProven: boolean;
  /** False: its sealed parts do not open here. */
  readonly isReadable: boolean;
  readonly mayUndo: boolean;
}
