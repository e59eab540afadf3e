import { expect, test } from 'vitest';
import { accessRulesOf, asksForFactor, needsFactor, outsideFault } from './access-rules.ts';
import { HOUSE_RANGES, isAddressRange, isInRanges } from './address-range.ts';

const user = new Uint8Array(16).fill(1);
const group = new Uint8Array(16).fill(2);
const OUT = '203.0.113.5';
const NOW = 1_000_000;
const comer = { user, groups: [group], address: OUT, atMs: NOW, hasShownFactor: false };

test('[AZ2] knows the addresses of a house, whichever way they are written', () => {
  for (const inside of ['127.0.0.1', '10.9.8.7', '172.31.255.255', '192.168.1.9', '::ffff:192.168.1.9', '::1'])
    expect(isInRanges(inside, HOUSE_RANGES), inside).toBe(true);
  for (const inside of ['fd12::7', 'FE80::1%eth0', '::FFFF:7f00:1', '169.254.3.4'])
    expect(isInRanges(inside, HOUSE_RANGES), inside).toBe(true);
  for (const outside of ['172.32.0.1', '11.0.0.1', '2001:db8::1', '::2', 'fec0::1', '::ffff:8.8.8.8', '', 'x', '1.2.3'])
    expect(isInRanges(outside, HOUSE_RANGES), outside).toBe(false);
});

test('[AZ2] reads ranges to the bit and takes nothing that is none', () => {
  expect(isInRanges('203.0.113.129', ['203.0.113.128/25'])).toBe(true);
  expect(isInRanges('203.0.113.127', ['203.0.113.128/25'])).toBe(false);
  expect(isInRanges('2001:db8:0:1::9', ['2001:db8::/63'])).toBe(true);
  expect(isInRanges('2001:db8:0:2::9', ['2001:db8::/63'])).toBe(false);
  expect(isInRanges('8.8.8.8', ['0.0.0.0/0'])).toBe(true);
  expect(isInRanges('8.8.8.8', ['::/0'])).toBe(false);
  expect(isInRanges('1.2.3.4', ['1.2.3.4'])).toBe(true);
  for (const range of ['1.2.3.4/24', '::/0', '2001:db8::1.2.3.4/128', '1:2:3:4:5:6:7:8'])
    expect(isAddressRange(range), range).toBe(true);
  for (const none of [
    '1.2.3.4/33',
    '1.2.3.256',
    '::/129',
    '1::2::3',
    '1.2.3.4/',
    'a/8',
    '1/2/3',
    ':',
    '1:2:3:4:5:6:7',
    '',
  ])
    expect(isAddressRange(none), none).toBe(false);
});

test('[AZ1] lets everybody come from outside by default, and inside whatever the rule is', () => {
  expect(outsideFault(accessRulesOf({}), comer)).toBeUndefined();
  for (const outsideAccess of ['free', 'factor', 'named', 'off'])
    expect(
      outsideFault(accessRulesOf({ outsideAccess, outsideUntil: 1 }), { ...comer, address: '10.1.1.1' }),
    ).toBeUndefined();
});

test('[AZ1] says why somebody may not come from outside, and ends by itself', () => {
  expect(outsideFault(accessRulesOf({ outsideAccess: 'off' }), comer)).toBe('OUTSIDE_OFF');
  const factor = accessRulesOf({ outsideAccess: 'factor' });
  expect(outsideFault(factor, comer)).toBe('OUTSIDE_FACTOR_MISSING');
  expect(outsideFault(factor, { ...comer, hasShownFactor: true })).toBeUndefined();
  expect(outsideFault(accessRulesOf({ outsideUntil: NOW }), comer)).toBe('OUTSIDE_ENDED');
  expect(outsideFault(accessRulesOf({ outsideUntil: NOW + 1 }), comer)).toBeUndefined();
  const named = (who: Uint8Array, until: number) =>
    outsideFault(accessRulesOf({ outsideAccess: 'named', outsideNamed: [{ who, until }] }), comer);
  expect(named(user, NOW + 1)).toBeUndefined();
  expect(named(group, NOW + 1)).toBeUndefined();
  expect(named(user, NOW)).toBe('OUTSIDE_ENDED');
  expect(named(new Uint8Array(16), NOW + 1)).toBe('OUTSIDE_NOT_NAMED');
});

test('[ZF1, ZF2] asks by rule and place, and keeps back only from the day on', () => {
  const rule = (secondFactor: string) => accessRulesOf({ secondFactor, secondFactorFrom: NOW });
  expect([asksForFactor(rule('voluntary'), '::1'), asksForFactor(rule('outside'), '::1')]).toEqual([true, false]);
  expect([asksForFactor(rule('outside'), OUT), asksForFactor(rule('always'), '::1')]).toEqual([true, true]);
  expect(needsFactor(rule('voluntary'), OUT, NOW)).toBe(false);
  expect(needsFactor(rule('outside'), '::1', NOW)).toBe(false);
  expect(needsFactor(rule('outside'), OUT, NOW)).toBe(true);
  expect(needsFactor(rule('always'), '::1', NOW)).toBe(true);
  expect(needsFactor(rule('always'), '::1', NOW - 1)).toBe(false);
});

test('[AZ10] locks after fifteen minutes unless the rule says otherwise', () => {
  expect(accessRulesOf({})).toMatchObject({ idleMinutes: 15, idleMostMinutes: 15 });
  expect(accessRulesOf({ idleMinutes: 30, idleMostMinutes: 20 })).toMatchObject({
    idleMinutes: 30,
    idleMostMinutes: 30,
  });
});
