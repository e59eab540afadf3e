export {
  type Author,
  buildEntry,
  type CoSigner,
  type EntryDraft,
  kitCoSigner,
  type ParentVersion,
  userCoSigner,
} from './build-entry.ts';
export {
  type BackupKeyPlace,
  type BackupPair,
  backupPartKey,
  isBackupPair,
  makeBackupPair,
  makeBackupPartKey,
  openBackupKey,
  wrapBackupKey,
} from './backup-key.ts';
export {
  type CaseKey,
  type CaseKeyPlace,
  type CompartmentKey,
  compartmentKey,
  makeCaseKey,
  openCaseKey,
  wrapCaseKey,
} from './case-key.ts';
export { openCompartmentKey, wrapCompartmentKey } from './compartment-wrap.ts';
export { openDeviceKeys, sealDeviceKeys } from './device-file.ts';
export { openServiceDevice, sealServiceDevice, type ServiceDevice } from './service-device.ts';
export { serviceKeyFileOfText, serviceKeyFileToText } from './service-key-file.ts';
export { type DeviceKeys, deviceKeysOf, makeDeviceKeys } from './device-keys.ts';
export {
  deviceFields,
  type Founding,
  type FoundingKeys,
  type GenesisWish,
  groupKeyEntry,
  makeFounding,
  makeFoundingKeys,
  nameEntry,
  POLICY_FLOORS,
  userFields,
} from './genesis.ts';
export {
  type GroupKey,
  type GroupKeyPlace,
  groupInbox,
  makeGroupKey,
  openGroupKey,
  openPreviousVersion,
  wrapForRecovery,
  wrapForUser,
  wrapPreviousVersion,
} from './group-key.ts';
export {
  type KitKeys,
  kitKeys,
  kitOfFile,
  kitOfQr,
  kitOfWords,
  kitToFile,
  kitToQr,
  kitToWords,
  makeKit,
} from './kit.ts';
export {
  type FoundingDraft,
  openFoundingDraft,
  openFoundingDraftInBrowser,
  sealFoundingDraft,
  sealFoundingDraftInBrowser,
} from './founding-draft.ts';
export { type BroughtKit, kitOfText, organisationMark } from './kit-text.ts';
export {
  checkInvitationMac,
  invitationAnswerMac,
  invitationRequestMac,
  type InvitedPlace,
  makeInvitationCode,
  readInvitationCode,
} from './invitation.ts';
export { type InvitationNote, type SupportTerms, openInvitationNote, sealInvitationNote } from './invitation-note.ts';
export { type JoiningDraft, openJoiningDraft, sealJoiningDraft } from './joining-draft.ts';
export {
  type LogDetails,
  logFileMessage,
  type LogDetailsPlace,
  type LogReaders,
  openLogDetails,
  sealLogDetails,
} from './log-details.ts';
export { type HandOver, type HandOverContent, openHandOver, sealHandOver } from './hand-over.ts';
export { LABELS, MESSAGE_LABELS } from './labels.ts';
export { type PageSealer, pageSealer } from './local-page.ts';
export { type OwnWordsSealer, ownWordsSealer } from './own-words.ts';
export { isUnreadable, type OpenedRecord, openRecord, type RecordSources, type Unreadable } from './open-record.ts';
export { openPart, sealPart } from './part.ts';
export { platformRandom, type Random } from './random.ts';
export {
  type AkteWish,
  buildAkte,
  buildNextCaseKey,
  buildRecordEntry,
  type MadeCaseKey,
  type RecordHome,
  type RecordWish,
} from './record-entry.ts';
export { recoveryProof } from './recovery-proof.ts';
export { bytesOfRecoveryCode, makeRecoveryCode, recoveryCodeText } from './recovery-code.ts';
export {
  makeMessageKey,
  type MessageKey,
  messageKeyBytes,
  messageKeyOf,
  messagePartKey,
  type MessagePlace,
  openMessageKey,
  wrapMessageKey,
} from './message-key.ts';
export type { Secret } from './secret.ts';
export { platformSha256Stream } from './sha256-stream.ts';
export {
  elsewhereMark,
  elsewhereMarkKey,
  type MarkKey,
  openElsewhere,
  type ElsewherePlace,
  sealElsewhere,
} from './elsewhere.ts';
export { openShard, sealShard, shardHash, type ShardSetKey, shardSetKey } from './shard.ts';
export { type BatchSigner, platformHasher, signBatch } from './sign-batch.ts';
export {
  openPasswordSlot,
  openSlot,
  sealPasswordSlot,
  sealSlot,
  type SlotKind,
  type SlotPlace,
} from './slot.ts';
export type { SlotContent } from './slot-content.ts';
export { makeUserKey, type UserKey, userHalves, userKeyOf } from './user-key.ts';
export { makeUserKeyFile, type UserKeyFile, userKeyFileOfText, userKeyFileToText } from './user-key-file.ts';
export { platformVerify } from './verify.ts';
export {
  answerCommit,
  type ApproverAnswered,
  approverTranscript,
  commitToKeys,
  type NewcomerCommitted,
  newcomerTranscript,
  type NewDevice,
  type PublicHalves,
  type Transcript,
  wordsOf,
} from './approval.ts';
export { deviceNameOf, openProposedName, sealProposedName } from './proposed-name.ts';
export {
  isScanProof,
  makeScanCode,
  type ScanCode,
  scanCodeOfText,
  scanCodeToText,
  scanProof,
} from './scan-code.ts';
export {
  type AttachmentKey,
  AttachmentTampered,
  makeAttachmentKey,
  openAttachment,
  sealAttachment,
  sealedSize,
} from './attachment.ts';
export { openInBrowser, sealInBrowser, type VaultPurpose } from './browser-vault.ts';
export { openDeviceKeysInBrowser, sealDeviceKeysInBrowser } from './device-vault.ts';
export {
  isAmong,
  openPasswordHistory,
  type PasswordHistoryPlace,
  passwordMark,
  sealPasswordHistory,
} from './password-history.ts';
export { openOfflineSlot, sealOfflineSlot } from './offline-slot.ts';
