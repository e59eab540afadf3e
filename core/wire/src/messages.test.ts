import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { ERRORS, isErrorCode } from './error-catalogue.ts';
import { controlMessages } from './messages.ts';
import { SCHEMA_HASH, schemaFingerprintInput } from './protocol-version.ts';

test('[WR30] the schema hash stands beside the protocol version it belongs to', () => {
  const hash = createHash('sha256').update(schemaFingerprintInput()).digest('hex');
  expect(hash, 'schemas changed: bump PROTOCOL_VERSION, add a history line, record this hash').toBe(SCHEMA_HASH);
});

test('[WR31] an unknown field, a wrong type and a missing field are refused', () => {
  const good = { account: 'lindner', startLoginRequest: 'abc' };
  expect(controlMessages.loginStart.safeParse(good).success).toBe(true);
  expect(controlMessages.loginStart.safeParse({ ...good, plaintext: 'x' }).success).toBe(false);
  expect(controlMessages.loginStart.safeParse({ ...good, account: 7 }).success).toBe(false);
  expect(controlMessages.loginStart.safeParse({ account: 'lindner' }).success).toBe(false);
  expect(controlMessages.loginStart.safeParse({ ...good, account: 'Frau Müller' }).success).toBe(false);
});

test('[WR32] every error says in both languages what happened', () => {
  for (const [code, { status, de, en }] of Object.entries(ERRORS)) {
    expect(code).toMatch(/^[A-Z][A-Z0-9_]+$/);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(de.length).toBeGreaterThan(20);
    expect(en.length).toBeGreaterThan(20);
    expect(`${de}${en}`).not.toMatch(/!|undefined|Fehler aufgetreten/);
  }
  expect(isErrorCode('ENTRY_STALE')).toBe(true);
  expect(isErrorCode('toString')).toBe(false);
});
