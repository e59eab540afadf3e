import type { Result } from '@siegel/wire';
import type { CallForms } from './call-form.ts';

/** Roles and groups of the organisation (docs/spec/roles.md). */
export interface RolesApi {
  rolesView(): Promise<Result<RolesView>>;
  /** Enters the roles of the profile that are not there. `language` of their names, which are sealed. */
  makeTemplateRoles(language: 'de' | 'en'): Promise<Result<true>>;
  /** NAME_MISSING, RIGHT_MISSING, OFFLINE. */
  makeRole(wish: RoleTextWish): Promise<Result<true>>;
  /** For everybody who has it, keys included. LAST_ADMINISTRATOR, GROUP_KEY_MISSING, ROLE_UNKNOWN, NAME_MISSING, OFFLINE. */
  changeRole(roleId: string, wish: RoleTextWish): Promise<Result<true>>;
  /** ROLE_IN_USE: somebody has it and nothing is said; LAST_ADMINISTRATOR, GROUP_KEY_MISSING, ROLE_UNKNOWN, OFFLINE. */
  endRole(roleId: string, heirs?: RoleHeirsWish): Promise<Result<true>>;
  /** GROUP_EXISTS, NAME_MISSING, GROUP_NEEDS_ADMINISTRATOR, GROUP_KEY_MISSING, OFFLINE. */
  makeGroup(kind: FreeGroupKind, wish: GroupTextWish): Promise<Result<true>>;
  /** GROUP_KEY_MISSING, GROUP_UNKNOWN, GROUP_NEEDS_ADMINISTRATOR, NAME_MISSING, OFFLINE. */
  changeGroup(groupId: string, wish: GroupTextWish): Promise<Result<true>>;
}

export const ROLES_CALLS = {
  rolesView: 'result',
  makeTemplateRoles: 'result',
  makeRole: 'result',
  changeRole: 'result',
  endRole: 'result',
  makeGroup: 'result',
  changeGroup: 'result',
} as const satisfies CallForms<RolesApi>;

/** Groups that people are put into. */
export type FreeGroupKind = 'team' | 'dpo' | 'billing';

export interface RolesView {
  readonly mayAdminister: boolean;
  /** True while a role of the profile was never entered: an organisation founded before there were roles. */
  readonly lacksTemplates: boolean;
  readonly roles: readonly RoleOfHouse[];
  readonly groups: readonly GroupOfHouse[];
  /** Active colleagues. */
  readonly people: readonly NamedPerson[];
}

export interface NamedPerson {
  readonly userId: string;
  /** Empty when it does not open here. */
  readonly name: string;
}

export interface RoleOfHouse {
  readonly roleId: string;
  readonly name: string;
  readonly rights: readonly string[];
  readonly holders: readonly NamedPerson[];
}

export interface GroupOfHouse {
  readonly groupId: string;
  readonly kind: string;
  readonly name: string;
  readonly members: readonly NamedPerson[];
  /** True when its newest key is on this device: without it the members cannot be changed here. */
  readonly isHeld: boolean;
}

export interface RoleTextWish {
  readonly name: string;
  readonly rights: readonly string[];
}

/** Another role, the rights of the role one by one, or nothing instead. */
export type RoleHeirsWish = { readonly roleId: string } | 'rights' | 'nothing';

export interface GroupTextWish {
  readonly name: string;
  readonly memberIds: readonly string[];
}
