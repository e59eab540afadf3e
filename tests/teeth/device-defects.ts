import type { Defect } from './defects.ts';

/** Defects of approval, sessions and ways back (docs/spec/devices.md). */
export const DEVICE_DEFECTS: readonly Defect[] = [
  {
    name: 'a new device takes a hand-over before its person has compared the words',
    file: 'keyed/safe/src/safe/ask-approval.ts',
    find: 'await Promise.race([talk.confirmed, aborted(signal)]);',
    plant: 'await Promise.race([talk.confirmed, aborted(signal), Promise.resolve()]);',
    test: 'keyed/safe/src/safe/approval.test.ts',
  },
  {
    name: 'a reveal need not fit its commit',
    file: 'keyed/seal/src/approval.ts',
    find: "if (!equalBytes(commitOf(reveal.keys, reveal.nonce), state.commit)) return fail('PAIRING_MISMATCH');",
    plant: "if (!equalBytes(state.commit, state.commit)) return fail('PAIRING_MISMATCH');",
    test: 'tests/hostile/approval.test.ts',
  },
  {
    name: 'a replayed exchange enters a known device again',
    file: 'keyed/safe/src/safe/approve-device.ts',
    find: "if (membership.deviceAt(reveal.device, head.size) !== undefined) return fail('PAIRING_MISMATCH');",
    plant: "if (membership.deviceAt(reveal.device, 0) !== undefined) return fail('PAIRING_MISMATCH');",
    test: 'tests/hostile/approval.test.ts',
  },
  {
    name: 'whoever signs a hand-over is believed',
    file: 'keyed/seal/src/hand-over.ts',
    find: 'if (!(await platformVerify(by.approver.ed25519Public, messageOf(info, sealed), signature))) return undefined;',
    plant: 'if (signature.length === 0) return undefined;',
    test: 'tests/hostile/approval.test.ts',
  },
  {
    name: 'sessions follow the clock of the machine',
    file: 'blind/server/src/platform/forward-clock.ts',
    find: 'Math.max(this.#world.now(), this.#nowMs + elapsedMs - this.#elapsedMs)',
    plant: 'this.#world.now() + 0 * elapsedMs',
    test: 'blind/server/src/tenants/sessions.test.ts',
  },
  {
    name: 'a request that names no session gets any',
    file: 'blind/server/src/edge/session-token.ts',
    find: 'const token = id === undefined ? undefined : cookieTokens(request).get(id);',
    plant: "const token = cookieTokens(request).get(id ?? '') ?? [...cookieTokens(request).values()][0];",
    test: 'blind/server/src/tenants/sessions.test.ts',
  },
  {
    name: 'everybody ends the sessions of everybody',
    file: 'blind/server/src/tenants/session-list-routes.ts',
    find: '({ user }) => equalBytes(user, caller.user)',
    plant: '({ user }) => equalBytes(user, user)',
    test: 'blind/server/src/tenants/sessions.test.ts',
  },
  {
    name: 'the offline slot opens for ever',
    file: 'keyed/safe/src/worker/tab-keeper.ts',
    find: 'const isAllowed = silentMs <= OFFLINE_MS && silentMs >= -CLOCK_SLACK_MS;',
    plant: 'const isAllowed = silentMs >= -CLOCK_SLACK_MS || silentMs === OFFLINE_MS;',
    test: 'keyed/safe/src/worker/tab-keeper.test.ts',
  },
  {
    name: 'a lock leaves the session slot',
    file: 'keyed/safe/src/worker/tab-keeper.ts',
    find: 'const { slot: _gone, ...record } = this.#record;',
    plant: 'const record = this.#record;',
    test: 'keyed/safe/src/worker/tab-keeper.test.ts',
  },
];
