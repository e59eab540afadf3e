export type * from './channel/access-api.ts';
export type * from './channel/akte-api.ts';
export type * from './channel/export-api.ts';
export type * from './channel/factor-api.ts';
export type { FactorAsker } from './server/show-factor.ts';
export type * from './channel/access-rules-api.ts';
export type * from './channel/freigabe-api.ts';
export type * from './channel/freigabe-view.ts';
export type * from './channel/appointment-api.ts';
export type * from './channel/week-api.ts';
export type * from './channel/finding-api.ts';
export type * from './channel/wish-fields.ts';
export type * from './channel/approval-api.ts';
export type * from './channel/editing-api.ts';
export type * from './channel/entry-type-api.ts';
export type * from './channel/founding-api.ts';
export type * from './channel/home-api.ts';
export type * from './channel/message-api.ts';
export type * from './channel/task-api.ts';
export type * from './channel/joining-api.ts';
export type * from './channel/kit-api.ts';
export type * from './channel/log-api.ts';
export type * from './channel/org-api.ts';
export type * from './channel/people-api.ts';
export type * from './channel/leaving-api.ts';
export type * from './channel/sites-api.ts';
export type * from './channel/akten-sites-api.ts';
export type * from './channel/person-api.ts';
export type * from './channel/import-api.ts';
export type * from './channel/attachment-api.ts';
export type * from './channel/backup-api.ts';
export type * from './channel/history-api.ts';
export type * from './channel/archive-api.ts';
export type * from './channel/merge-api.ts';
export type * from './channel/move-api.ts';
export type * from './channel/kept-work.ts';
export type * from './channel/presence-api.ts';
export type * from './channel/relation-view.ts';
export type * from './channel/roles-api.ts';
export type * from './channel/safe-api.ts';
export type * from './channel/search-api.ts';
export type * from './channel/server-view-api.ts';
export type * from './channel/settings-api.ts';
export type * from './channel/sign-in-api.ts';
export type * from './channel/stammdaten-api.ts';
export type * from './channel/strict-api.ts';
export type * from './channel/support-api.ts';
export type * from './channel/day-filter-api.ts';
export type * from './channel/text-block-api.ts';
export type * from './channel/waiting-api.ts';
export * from './journal/attributor.ts';
export * from './journal/journal-columns.ts';
export * from './journal/journal-follower.ts';
export * from './journal/page-binder.ts';
export * from './journal/page-items.ts';
export { SeenHeads } from './journal/seen-heads.ts';
export * from './journal/seq-view.ts';
export { decodePacked, type PackedPersons } from './search/packed-persons.ts';
export { PersonIndex } from './search/person-index.ts';
export { type AppendAck, appendBatch } from './server/append.ts';
export { base64urlOf, bytesOfBase64url } from './server/base64url.ts';
export {
  askJson,
  type Fetch,
  type RequestFailure,
  sendRequest,
  type ServerAddress,
  tellJson,
} from './server/server-request.ts';
export { askSequence, readSequence } from './server/sequence-stream.ts';
export { type DeviceProver, proveDevice } from './server/prove-device.ts';
export { type AccountSession, registerAccount, signInAccount } from './server/sign-in.ts';
export { Attributions } from './journal/attributions.ts';
export { KeyRing } from './keys/key-ring.ts';
export type { PageStore } from './local/page-store.ts';
export { type Opened } from './records/record-opener.ts';
export type { RecordVersion, VisibleRecord } from './records/visible-records.ts';
export {
  type DeviceFreeSlot,
  enterDevice,
  type SignInPlace,
  unlockDevice,
  unlockServiceDevice,
} from './safe/enter-device.ts';
export {
  announceFounding,
  finishFounding,
  type FoundedTenant,
  type FoundingFailure,
  type FoundingPlace,
  type FoundingWish,
  foundTenant,
} from './safe/found-tenant.ts';
export { placePerson } from './org/change-placements.ts';
export { addUnit } from './org/change-units.ts';
export { beginHouse } from './roles/complete-house.ts';
export { openKit, type OpenedKit, recoverByKit, type RecoveryWish } from './safe/kit-recovery.ts';
export { kitCopies, kitFileName, planFounding } from './safe/founding-plan.ts';
export { type OpenedEntry, Safe } from './safe/safe.ts';
export type { OnProgress, SafeGiven } from './safe/safe-given.ts';
export { storePasswordSlot, storeRecoverySlot, storeUserKeyFile } from './safe/slots.ts';
export {
  type EintragPlace,
  type NewPerson,
  sealEintrag,
  sealNewPerson,
  sealNextVersion,
} from './safe/write-records.ts';
export type { PersonRow as PersonIndexRow, PersonSearchResult } from './search/person-row.ts';
export { parsePersonQuery } from './search/query.ts';
export { Run } from './safe/run.ts';
export { removeColleague } from './people/remove-colleague.ts';
export { setStrictMode } from './strict/strict-mode.ts';
export { type PassEnd, type PassGiven, runRenewals } from './renewal/renewal-pass.ts';
export { type AkteAtSite, akteAtSite } from './safe/akte-at-site.ts';
export { addSite } from './sites/change-sites.ts';
export { runSiteJob } from './sites/site-job.ts';
export { type AttachmentFields, downloadAttachment, uploadAttachment } from './safe/attachments.ts';
export { fetchHistory, type OpenedVersion, openHistory } from './safe/open-history.ts';
export { dropRun, openRunsOf } from './safe/open-runs.ts';
export { openIdentities, type PersonIdentityRow } from './safe/person-identities.ts';
export { attest } from './safe/attest.ts';
export { makeSnapshot } from './snapshot/make-snapshot.ts';
export { type QuickStart, quickStart } from './snapshot/quick-start.ts';
export { checkSnapshot, type SnapshotCheck } from './snapshot/check-snapshot.ts';
export { checkLogFile, type LogFileCheck, type LogFileFault } from './log/check-log-file.ts';
export { auditContent, type ContentAudit } from './safe/audit-content.ts';
export { auditJournal, firstDifference, type JournalAudit } from './safe/audit-journal.ts';
export { readableAkten } from './safe/readable-akten.ts';
export { mirrorContent, openMirrored } from './safe/mirror.ts';
export {
  enterMirrorUser,
  makeMirrorUserKeys,
  type MirrorUserKeys,
  type MirrorUserWish,
} from './safe/mirror-user.ts';
export { freigabeMarkOf } from './freigabe/freigabe-marks.ts';
export {
  type CalendarEntry,
  enterCalendar,
  resourceFields,
  typeFields,
} from './appointments/change-calendar.ts';
export { favouriteFields } from './appointments/favourites.ts';
export { readCalendar } from './appointments/read-calendar.ts';
export { sealWish } from './appointments/write-wishes.ts';
export { bookOf } from './appointments/appointment-book.ts';
export { sealAppointments, sealChange } from './appointments/write-appointments.ts';
export { meantBy } from './tasks/desk-people.ts';
export { sealTask } from './tasks/write-tasks.ts';
export { sealMark, sealMessage } from './messages/write-messages.ts';
export { saveBlocks } from './text-blocks/change-blocks.ts';
export { saveEntryTypes } from './entry-types/change-entry-types.ts';
export { sealPin } from './entry-types/seal-pin.ts';
export { sealFreigabe, sealWord } from './freigabe/seal-freigabe.ts';
export { freigabeSeqs, releasingSeq } from './journal/freigabe-seqs.ts';
export { serverTimeMs } from './safe/server-time.ts';
export { isFreigabeForced, withheldOf } from './freigabe/withheld.ts';
export { type ExportedAkte, exportAkte, type ExportGiven } from './export/export-akte.ts';
export { safeFileName } from './export/safe-file-name.ts';
export { plainValue } from './records/plain-value.ts';
export { commitImport, type CommitGiven, type CommittedImport } from './import/commit-import.ts';
export type { ImportFile } from './import/import-file.ts';
export { openImportSource } from './import/import-source.ts';
export type { ImportSource } from './import/import-step.ts';
export { withdrawWhole } from './import/import-runs.ts';
export { localDay } from './channel/local-day.ts';
export { PersonMatching } from './import/person-matching.ts';
export { type FilePreview, previewSource } from './import/preview.ts';
export type { Patience } from './import/wait-for-server.ts';
export {
  cancelBackup,
  checkBackup,
  deleteBackup,
  listBackups,
  makeBackup,
  setBackupPlan,
} from './backups/ask-backups.ts';
export { downloadBackup, type DownloadTarget } from './backups/download-backup.ts';
export { revealBackupKey } from './backups/reveal-key.ts';
export { setUpBackupKey } from './backups/set-up-key.ts';
export { backupKeysView, backupsView } from './worker/backup-view.ts';
export { openHouseNames } from './worker/staff-names.ts';
