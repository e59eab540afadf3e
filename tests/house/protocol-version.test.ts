import { createHash } from 'node:crypto';
import { PROTOCOL_VERSION, SCHEMA_HASH, schemaFingerprintInput } from '@siegel/wire';
import { expect, test } from 'vitest';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

test('[HS10, WR30] holds the hash of all schemas beside the protocol version', () => {
  expect(
    SCHEMA_HASH,
    'What both sides must agree on has changed: raise PROTOCOL_VERSION with a line of history, then put the received hash here.',
  ).toBe(sha256(schemaFingerprintInput()));
  expect(PROTOCOL_VERSION).toBeGreaterThanOrEqual(1);
});

test('[HS10, WR30] gives another hash when one limit or message changes', () => {
  const input = schemaFingerprintInput();
  expect(JSON.parse(input)).toHaveProperty('limits');
  expect(JSON.parse(input)).toHaveProperty('messages');
  expect(schemaFingerprintInput()).toBe(input);
});
