import type { Compartment } from '@siegel/akten';

/** Every label of a key derivation (SL2): HKDF info, UTF-8. A label is used for one thing and never given up. */
export const LABELS = {
  keyId: 'siegel/kid',
  kitOrg: 'siegel/kit/org-ed25519',
  kitRecovery: 'siegel/kit/recovery-xwing',
  userXwing: 'siegel/user/xwing',
  userEd25519: 'siegel/user/ed25519',
  groupInbox: 'siegel/group/inbox-xwing',
  groupWrap: 'siegel/group/wrap',
  groupSnapshot: 'siegel/group/snapshot',
  groupElsewhere: 'siegel/group/elsewhere',
  groupElsewhereMark: 'siegel/group/elsewhere-mark',
  compartmentIdentity: 'siegel/compartment/identity',
  compartmentClinical: 'siegel/compartment/clinical',
  compartmentRestricted: 'siegel/compartment/restricted',
  compartmentAdmin: 'siegel/compartment/admin',
  slotPassword: 'siegel/slot/password',
  slotRecovery: 'siegel/slot/recovery',
  slotUserKeyFile: 'siegel/slot/user-key-file',
  recoveryProof: 'siegel/recovery-proof',
  slotPasskey: 'siegel/slot/passkey',
  slotSession: 'siegel/slot/session',
  slotOffline: 'siegel/slot/offline',
  passwordHistory: 'siegel/password-history',
  passwordSalt: 'siegel/password-history/salt',
  ownWords: 'siegel/user/own-words',
  localStore: 'siegel/local/device-keys',
  localPages: 'siegel/local/pages',
  serviceDevice: 'siegel/local/service-device',
  approvalWords: 'siegel/approval/words',
  invitation: 'siegel/invitation',
  invitationNote: 'siegel/invitation/note',
  approvalScan: 'siegel/approval/scan',
} as const;
/** One of the labels of `LABELS`. */
export type Label = (typeof LABELS)[keyof typeof LABELS];

/** First items of the CBOR arrays this package hashes or authenticates (WR7); those of core/wire stand there. */
export const MESSAGE_LABELS = {
  slot: 'siegel/slot',
  passwordHistory: 'siegel/password-history-list',
  compartmentWrap: 'siegel/compartment-wrap',
  blob: 'siegel/blob',
  shard: 'siegel/shard',
  shardSet: 'siegel/shard-set',
  elsewhere: 'siegel/elsewhere',
  elsewhereList: 'siegel/elsewhere-list',
  elsewhereMark: 'siegel/elsewhere-mark',
  approval: 'siegel/approval',
  approvalTranscript: 'siegel/approval/transcript',
  approvalScanProof: 'siegel/approval/scan-proof',
  proposedName: 'siegel/approval/name',
  handOver: 'siegel/hand-over',
  invitationRequest: 'siegel/invitation/request',
  invitationAnswer: 'siegel/invitation/answer',
  invitationNote: 'siegel/invitation-note',
  logDetails: 'siegel/log-details',
  logFile: 'siegel/log-file',
  deviceFile: 'siegel/device-file',
  ownWords: 'siegel/own-words',
  localPage: 'siegel/local-page',
  serviceDevice: 'siegel/service-device',
  serviceKeyFileCheck: 'siegel/service-key-file/check',
  kitCheck: 'siegel/kit/check',
  foundingDraft: 'siegel/founding-draft',
  userKeyFileCheck: 'siegel/user-key-file/check',
} as const;

/** The label of a compartment's key. */
export const COMPARTMENT_LABELS: Readonly<Record<Compartment, Label>> = {
  identity: LABELS.compartmentIdentity,
  clinical: LABELS.compartmentClinical,
  restricted: LABELS.compartmentRestricted,
  admin: LABELS.compartmentAdmin,
};
