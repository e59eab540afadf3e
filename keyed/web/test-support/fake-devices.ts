import type { AccessApi, AccessView, ApprovalApi, Desk, KeptDraft, PresenceApi, SignedIn } from '@siegel/safe';
import { fail, ok, type Result } from '@siegel/wire';
import type { FakeWorld } from './fake-world.ts';

/** What a scanned code looks like. */
export const FAKE_CODE = `SIEGEL-GERAET:${'K7M2Q9TX4BHN'.repeat(6)}K7M2Q`;
const WORDS = ['harbor', 'meadow', 'violin'];
const DEVICE_NAMES: readonly string[] = ['', 'Sprechzimmer 1', '', 'Empfang 1', 'Tablet im Labor'];
const DAY_MS = 86_400_000;
/** Who works at the invented device, once somebody has signed in there. */
const COLLEAGUES = [
  ['k.albers', 'Dr. Katrin Albers'],
  ['j.weigel', 'Dr. Jonas Weigel'],
  ['l.ostrowski', 'Lena Ostrowski'],
  ['s.tunc', 'Sevgi Tunç'],
].map(([account = '', displayName = '']) => ({ account, displayName, tenantName: 'Praxis am Lindenhof' }));

/** What waits for whoever signs in again. */
export interface KeptWork {
  readonly drafts: Map<string, KeptDraft>;
  desk: Desk | null;
}

/** Devices, sessions and approvals of the invented practice: every call ends well, but for a wrong code. */
export function fakeDevices(
  open: () => Promise<Result<SignedIn>>,
  { work, world }: { readonly work: KeptWork; readonly world: FakeWorld },
): PresenceApi & ApprovalApi & AccessApi {
  let isConfirmed = false;
  return {
    ...fakeApprovals(open, world),
    resume: async () => ({ state: 'none' }),
    knownUsers: async () => (world.wasOpen ? COLLEAGUES : []),
    async keepDraft(of, draft) {
      if (draft === null) work.drafts.delete(of);
      else work.drafts.set(of, draft);
    },
    async keepDesk(desk) {
      work.desk = desk;
    },
    accessView: async () =>
      ok({ ...inventedAccess(world.deviceNames), isOfflineSlotAllowed: world.isOfflineSlotAllowed }),
    async setOfflineSlotAllowed(isAllowed) {
      world.isOfflineSlotAllowed = isAllowed;
      return ok(true);
    },
    // Somebody who signed in a while ago.
    async confirmPassword(password) {
      if (password === '') return fail('LOGIN_FAILED');
      isConfirmed = true;
      return ok(true);
    },
    renewRecoveryCode: async () => (isConfirmed ? ok('K7M2Q-9TX4B-3HNWR-V8C6D-ZP5E1J') : fail('PASSWORD_NEEDED')),
    addUserKeyFile: async () => ok({ name: 'siegel-schluessel.json', text: '{}' }),
    addPasskey: async () => ok(true),
    changePassword: async () => ok(true),
    removeSlot: async () => ok(true),
    endSession: async () => ok(true),
    async nameDevice(deviceId, name) {
      world.deviceNames.set(deviceId, name);
      return ok(true);
    },
    removeDevice: async () => ok(true),
  };
}

function fakeApprovals(open: () => Promise<Result<SignedIn>>, world: FakeWorld): ApprovalApi {
  let confirm: () => void = () => undefined;
  return {
    watchOwnApproval(_wish, listener) {
      listener({ step: 'waiting', expiresAtMs: Date.now() + 600_000, code: FAKE_CODE });
      const timer = setTimeout(() => listener({ step: 'words', words: WORDS }), 1_500);
      confirm = () => {
        listener({ step: 'opening' });
        void open().then((signedIn) => {
          if (signedIn.ok) listener({ step: 'done', signedIn: signedIn.value });
        });
      };
      return () => clearTimeout(timer);
    },
    confirmWords: async () => confirm(),
    watchApprovalRequests(listener) {
      const tell = () =>
        listener(
          world.approvals.map((approval) => ({
            approval,
            expiresAtMs: Date.now() + 600_000,
            stoppedBefore: world.stoppedApprovals,
          })),
        );
      world.approvalListeners.add(tell);
      tell();
      return () => world.approvalListeners.delete(tell);
    },
    compareWords: async (approval) => ok({ approval, words: WORDS, proposedName: 'Firefox, Windows' }),
    answerScanned: async (code) =>
      code.trim().toUpperCase() === FAKE_CODE
        ? ok({ approval: world.approvals[0] ?? '', words: WORDS, proposedName: 'Chrome, Android' })
        : { ok: false, error: { code: 'APPROVAL_CODE_WRONG' } },
    async approveDevice() {
      world.endApprovals();
      return ok(true);
    },
    refuseDevice: async () => world.endApprovals(),
  };
}

function inventedAccess(names: ReadonlyMap<string, string>): AccessView {
  const nowMs = Date.now();
  const device = (n: number, userName: string, days: number) => ({
    deviceId: String(n).repeat(32),
    name: names.get(String(n).repeat(32)) ?? DEVICE_NAMES[n] ?? '',
    userName,
    isOwn: n < 3,
    isThis: n === 1,
    enteredAtMs: nowMs - days * DAY_MS,
    hasPassword: n < 3,
    sessions:
      n === 3
        ? []
        : [
            {
              id: String(n).repeat(32),
              isThis: n === 1,
              createdAtMs: nowMs - n * 3_600_000,
              seenAtMs: nowMs - n * 60_000,
            },
          ],
  });
  return {
    slots: [
      { slotId: 'a'.repeat(32), kind: 'recovery' },
      { slotId: 'b'.repeat(32), kind: 'passkey' },
    ],
    devices: [
      device(1, 'Dr. Katrin Albers', 260),
      device(2, 'Dr. Katrin Albers', 12),
      device(3, 'Melanie Kruse', 90),
      device(4, 'Sevgi Tunç', 41),
    ],
    isAdministrator: true,
    isOfflineSlotAllowed: true,
  };
}
