import type { Failure } from '@siegel/wire';
import { ACCESS_CALLS, type AccessApi } from './access-api.ts';
import { FACTOR_CALLS, type FactorApi } from './factor-api.ts';
import { AKTEN_SITES_CALLS, type AktenSitesApi } from './akten-sites-api.ts';
import { ACCESS_RULES_CALLS, type AccessRulesApi } from './access-rules-api.ts';
import { AKTE_CALLS, type AkteApi } from './akte-api.ts';
import { ENTRY_TYPE_CALLS, type EntryTypeApi } from './entry-type-api.ts';
import { EXPORT_CALLS, type ExportApi } from './export-api.ts';
import { APPOINTMENT_CALLS, type AppointmentApi } from './appointment-api.ts';
import { FINDING_CALLS, type FindingApi } from './finding-api.ts';
import { MESSAGE_CALLS, type MessageApi } from './message-api.ts';
import { TASK_CALLS, type TaskApi } from './task-api.ts';
import { APPROVAL_CALLS, type ApprovalApi } from './approval-api.ts';
import { PRESENCE_CALLS, type PresenceApi } from './presence-api.ts';
import { FREIGABE_CALLS, type FreigabeApi } from './freigabe-api.ts';
import { FOUNDING_CALLS, type FoundingApi } from './founding-api.ts';
import { HOME_CALLS, type HomeApi } from './home-api.ts';
import { JOINING_CALLS, type JoiningApi } from './joining-api.ts';
import { LOG_CALLS, type LogApi } from './log-api.ts';
import { KIT_CALLS, type KitApi } from './kit-api.ts';
import { ORG_CALLS, type OrgApi } from './org-api.ts';
import { PEOPLE_CALLS, type PeopleApi } from './people-api.ts';
import { PERSON_CALLS, type PersonApi } from './person-api.ts';
import { IMPORT_CALLS, type ImportApi } from './import-api.ts';
import { ATTACHMENT_CALLS, type AttachmentApi } from './attachment-api.ts';
import type { CallForm, CallForms } from './call-form.ts';
import { EDITING_CALLS, type EditingApi } from './editing-api.ts';
import { HISTORY_CALLS, type HistoryApi } from './history-api.ts';
import { ARCHIVE_CALLS, type ArchiveApi } from './archive-api.ts';
import { MERGE_CALLS, type MergeApi } from './merge-api.ts';
import { MOVE_CALLS, type MoveApi } from './move-api.ts';
import { ROLES_CALLS, type RolesApi } from './roles-api.ts';
import { LEAVING_CALLS, type LeavingApi } from './leaving-api.ts';
import { SEARCH_CALLS, type SearchApi } from './search-api.ts';
import { SERVER_VIEW_CALLS, type ServerViewApi } from './server-view-api.ts';
import { SETTINGS_CALLS, type SettingsApi } from './settings-api.ts';
import { SIGN_IN_CALLS, type SignInApi } from './sign-in-api.ts';
import { SITES_CALLS, type SitesApi } from './sites-api.ts';
import { STAMMDATEN_CALLS, type StammdatenApi } from './stammdaten-api.ts';
import { STRICT_CALLS, type StrictApi } from './strict-api.ts';
import { BACKUP_CALLS, type BackupApi } from './backup-api.ts';
import { SUPPORT_CALLS, type SupportApi } from './support-api.ts';
import { WEEK_CALLS, type WeekApi } from './week-api.ts';
import { DAY_FILTER_CALLS, type DayFilterApi } from './day-filter-api.ts';
import { TEXT_BLOCK_CALLS, type TextBlockApi } from './text-block-api.ts';
import { WAITING_CALLS, type WaitingApi } from './waiting-api.ts';

/** What the UI may ask of the safe. The UI never sees a key: it sends these calls to the worker and renders the answers.
 *  Ids are lower-case hex here; everything is structured-cloneable. */
export interface SafeApi
  extends SignInApi,
    SearchApi,
    AkteApi,
    ServerViewApi,
    PresenceApi,
    ApprovalApi,
    AccessApi,
    FactorApi,
    AccessRulesApi,
    FoundingApi,
    HomeApi,
    PersonApi,
    WaitingApi,
    ImportApi,
    ExportApi,
    AttachmentApi,
    HistoryApi,
    MoveApi,
    EditingApi,
    EntryTypeApi,
    KitApi,
    PeopleApi,
    OrgApi,
    RolesApi,
    JoiningApi,
    LeavingApi,
    SitesApi,
    AktenSitesApi,
    StrictApi,
    LogApi,
    SettingsApi,
    SupportApi,
    BackupApi,
    FreigabeApi,
    AppointmentApi,
    WeekApi,
    DayFilterApi,
    TextBlockApi,
    FindingApi,
    StammdatenApi,
    TaskApi,
    MessageApi,
    MergeApi,
    ArchiveApi {}

/** All calls there are; the worker answers no others. */
export const SAFE_CALLS: CallForms<SafeApi> = {
  ...SIGN_IN_CALLS,
  ...SEARCH_CALLS,
  ...AKTE_CALLS,
  ...ATTACHMENT_CALLS,
  ...HISTORY_CALLS,
  ...MOVE_CALLS,
  ...EDITING_CALLS,
  ...ENTRY_TYPE_CALLS,
  ...SERVER_VIEW_CALLS,
  ...PRESENCE_CALLS,
  ...APPROVAL_CALLS,
  ...ACCESS_CALLS,
  ...FACTOR_CALLS,
  ...ACCESS_RULES_CALLS,
  ...FOUNDING_CALLS,
  ...HOME_CALLS,
  ...PERSON_CALLS,
  ...KIT_CALLS,
  ...PEOPLE_CALLS,
  ...ORG_CALLS,
  ...ROLES_CALLS,
  ...JOINING_CALLS,
  ...LEAVING_CALLS,
  ...SITES_CALLS,
  ...AKTEN_SITES_CALLS,
  ...STRICT_CALLS,
  ...LOG_CALLS,
  ...SETTINGS_CALLS,
  ...SUPPORT_CALLS,
  ...BACKUP_CALLS,
  ...FREIGABE_CALLS,
  ...APPOINTMENT_CALLS,
  ...WEEK_CALLS,
  ...DAY_FILTER_CALLS,
  ...TEXT_BLOCK_CALLS,
  ...FINDING_CALLS,
  ...STAMMDATEN_CALLS,
  ...TASK_CALLS,
  ...MESSAGE_CALLS,
  ...WAITING_CALLS,
  ...IMPORT_CALLS,
  ...EXPORT_CALLS,
  ...MERGE_CALLS,
  ...ARCHIVE_CALLS,
};

/** The form of a call, or undefined when there is no such call. */
export function callForm(name: string): CallForm | undefined {
  return Object.hasOwn(SAFE_CALLS, name) ? SAFE_CALLS[name as keyof SafeApi] : undefined;
}

/** One call or subscription on its way to the worker, and what comes back. */
export type ChannelRequest =
  | { readonly id: number; readonly call: keyof SafeApi; readonly args: readonly unknown[] }
  | { readonly id: number; readonly unwatch: number };
export type ChannelAnswer =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly failure: Failure }
  | { readonly id: number; readonly event: unknown };
