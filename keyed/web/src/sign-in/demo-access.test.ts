import { expect, test } from 'vitest';
import { readDemoAccess, takeDemoAccess } from './demo-access.ts';
import { missingField } from './use-sign-in.ts';

const ACCESS = { account: 'k.albers', password: 'Grüße~>?', recoveryCode: 'AB12-CD34' };
const fragmentOf = (value: unknown) => `#demo=${Buffer.from(JSON.stringify(value)).toString('base64url')}`;

test('[WB4] reads account, password and code out of a demo link', () => {
  expect(readDemoAccess(fragmentOf(ACCESS))).toEqual(ACCESS);
});

test('[WB4] takes anything else for no demo link', () => {
  for (const fragment of [
    '',
    '#',
    '#demo=',
    '#demo=%%%',
    '#demo=bm90IGpzb24',
    '#other=1',
    fragmentOf(null),
    fragmentOf({ ...ACCESS, password: 1 }),
  ]) {
    expect([fragment, readDemoAccess(fragment)]).toEqual([fragment, undefined]);
  }
});

test('[WB4] takes the fragment out of the address at once, even a spoilt one', () => {
  for (const [hash, expected] of [
    [fragmentOf(ACCESS), ACCESS],
    ['#demo=???', undefined],
  ] as const) {
    const replaced: unknown[] = [];
    const history = { replaceState: (...args: unknown[]) => replaced.push(args) } as unknown as History;
    const location = { hash, pathname: '/anmelden', search: '?x=1' } as Location;
    expect(takeDemoAccess(location, history)).toEqual(expected);
    expect(replaced).toEqual([[null, '', '/anmelden']]);
  }
});

test('[WB4] leaves other addresses alone', () => {
  const history = {
    replaceState: () => {
      throw new Error('touched');
    },
  } as unknown as History;
  expect(takeDemoAccess({ hash: '#other', pathname: '/' } as Location, history)).toBeUndefined();
});

test('[WB5] names the field that is missing before anything is asked', () => {
  expect(missingField({ account: ' ', password: 'p', recoveryCode: undefined })).toBe('account');
  expect(missingField({ account: 'k', password: '', recoveryCode: undefined })).toBe('password');
  expect(missingField({ account: 'k', password: 'p', recoveryCode: undefined })).toBeUndefined();
});
