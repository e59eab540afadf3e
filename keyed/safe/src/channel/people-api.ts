import type { Result } from '@siegel/wire';
import type { CallForms } from './call-form.ts';

/** Who works here, and who is invited (docs/spec/people.md). */
export interface PeopleApi {
  peopleView(): Promise<Result<PeopleView>>;
  /** Why somebody may, and why not: every right with the entry it follows from. */
  rightsOfPerson(userId: string): Promise<Result<RightsView>>;
  /** Invites somebody; the link and the code are to go two ways. RIGHT_MISSING, INVITATIONS_FULL. */
  invitePerson(wish: InvitePersonWish): Promise<Result<HandedInvitation>>;
  /** Admits who has asked. INVITATION_ENDED, INVITATION_FOREIGN, OFFLINE. */
  admitPerson(userId: string): Promise<Result<true>>;
  endInvitation(userId: string): Promise<Result<true>>;
  /** Changes name, rights and sites of a colleague. LAST_ADMINISTRATOR, RIGHT_MISSING, GROUP_KEY_MISSING, OFFLINE. */
  changePerson(userId: string, wish: InvitePersonWish): Promise<Result<true>>;
  /** Takes somebody out: devices, sessions and keys of all groups change at once. LAST_ADMINISTRATOR, RIGHT_MISSING, OFFLINE. */
  removePerson(userId: string): Promise<Result<true>>;
  /** Calls `listener` with how many invited people wait for the own answer: at once and whenever that may have changed. */
  watchAdmissions(listener: (waiting: number) => void): () => void;
}

export const PEOPLE_CALLS = {
  peopleView: 'result',
  rightsOfPerson: 'result',
  invitePerson: 'result',
  admitPerson: 'result',
  endInvitation: 'result',
  changePerson: 'result',
  removePerson: 'result',
  watchAdmissions: 'watch',
} as const satisfies CallForms<PeopleApi>;

export interface PeopleView {
  /** True when the own user may invite, admit and remove. */
  readonly mayAdminister: boolean;
  readonly profile: 'practice' | 'social';
  readonly people: readonly PersonOfHouse[];
  /** Living invitations, the ones that wait for an answer first; empty for who may not administer. */
  readonly invitations: readonly InvitationView[];
  readonly sites: readonly { readonly siteId: string; readonly name: string }[];
  /** Roles there are; none in an organisation that has not entered them. */
  readonly roles: readonly { readonly roleId: string; readonly name: string; readonly rights: readonly string[] }[];
}

export interface PersonOfHouse {
  readonly userId: string;
  readonly name: string;
  readonly profession: string;
  readonly isOwn: boolean;
  readonly isActive: boolean;
  /** Everything they may: of their roles, and beyond them. */
  readonly rights: readonly string[];
  readonly roles: readonly { readonly roleId: string; readonly name: string }[];
  /** Given to them beyond their roles. */
  readonly ownRights: readonly string[];
  readonly sites: readonly { readonly siteId: string; readonly name: string }[];
  readonly devices: number;
}

export interface InvitationView {
  readonly userId: string;
  /** Empty when somebody else has invited: only they can read it. */
  readonly name: string;
  readonly profession: string;
  readonly rights: readonly string[];
  readonly code: string;
  readonly invitedBy: string;
  readonly isOwn: boolean;
  readonly expiresAtMs: number;
  /** `foreign`: the request was not made with this code (IV11). */
  readonly state: 'sent' | 'asking' | 'foreign' | 'answered';
}

export interface InvitePersonWish {
  readonly name: string;
  readonly profession: string;
  readonly roleIds: readonly string[];
  /** Beyond those of the roles. */
  readonly rights: readonly string[];
  readonly siteIds: readonly string[];
}

export interface HandedInvitation {
  readonly userId: string;
  /** What stands behind `#` in the link (IV1). */
  readonly fragment: string;
  readonly code: string;
  readonly expiresAtMs: number;
}

export interface RightsView {
  readonly name: string;
  readonly rights: readonly {
    readonly right: string;
    readonly isHeld: boolean;
    /** Names of the roles that give it. */
    readonly roles: readonly string[];
    /** True when it is given beyond the roles. */
    readonly isOwn: boolean;
    /** Since when it is so; undefined: it was never otherwise. */
    readonly sinceMs?: number;
    readonly by?: string;
  }[];
  /** Why they open Akten of a site, or do not. */
  readonly sites: readonly {
    readonly name: string;
    readonly isAssigned: boolean;
    readonly hasKey: boolean;
    readonly sinceMs?: number;
    readonly by?: string;
  }[];
  /** Who may change it. */
  readonly administrators: readonly string[];
}
