import { expect, test } from 'vitest';
import { isWord, pickWords } from './asked-words.ts';
import { strengthOf } from '../password/password-strength.ts';
import { guessesOf } from '../password/password-rating.ts';
import { takeSetupCode } from './setup-code.ts';
import { accessFaults, accountOfName, EMPTY_FIELDS, houseFaults } from './setup-fields.ts';

const NAMES = ['Praxis am Lindenhof', 'Hauptstelle', 'Dr. Katrin Albers', 'k.albers'];
const strength = (password: string) => strengthOf(Array.from(password).length, guessesOf(password, NAMES));

test('[FR7] judges a password by length, German words, names of the house and what everybody tries first', () => {
  for (const short of ['', 'kurz', 'zwölfnicht!']) expect([short, strength(short)]).toEqual([short, 'short']);
  for (const weak of [
    'qwertzuiop12',
    'passwort1234',
    'aaaaaaaaaaaa',
    '123456789012',
    'katrin.albers',
    'Lindenhof2026',
    'Sommer2026!!',
  ])
    expect([weak, strength(weak)]).toEqual([weak, 'weak']);
  for (const strong of ['Zug Mond Tasse Regen', 'k8fX2mPq9wLz?', 'Pferd Batterie Klammer'])
    expect([strong, strength(strong)]).toEqual([strong, 'strong']);
  expect(strengthOf(12, undefined)).toBeUndefined();
});

test('[FR5] names what is missing before anything is asked of the server', () => {
  expect(houseFaults(EMPTY_FIELDS)).toEqual({
    token: 'token',
    organisationName: 'organisationName',
    siteName: 'siteName',
  });
  const typed = { ...EMPTY_FIELDS, founderName: 'K', account: 'Ärztin', password: 'x'.repeat(12), repeat: 'y' };
  expect(accessFaults(typed, 'strong')).toEqual({ account: 'accountForm', repeat: 'repeat' });
  expect(accessFaults({ ...typed, account: 'k' }, undefined)).toEqual({ password: 'passwordWeak' });
});

test('[FR5] proposes a user name the server takes, for every name', () => {
  for (const [name, account] of [
    ['Dr. Katrin Albers', 'k.albers'],
    ['Özlem Yıldız-Müller', 'o.yildiz-mueller'],
    ['Ilse', 'ilse'],
    ['Prof. Dr. med. Jörg von der Heide', 'j.heide'],
    ['', ''],
  ] as const)
    expect([name, accountOfName(name)]).toEqual([name, account]);
});

test('[FR8] asks for three different words, and takes only the right one', () => {
  for (let draw = 0; draw < 50; draw++) {
    const asked = pickWords(24, (most) => (draw * 7 + most * 3) % most);
    expect(new Set(asked).size).toBe(3);
    expect([...asked].sort((a, b) => a - b)).toEqual(asked);
    expect(asked.every((at) => at >= 0 && at < 24)).toBe(true);
  }
  expect([isWord(' Lamp ', 'lamp'), isWord('lam', 'lamp'), isWord('', undefined)]).toEqual([true, false, false]);
});

test('[FR6] takes a set-up code out of the address at once, also a spoilt one', () => {
  for (const [hash, code] of [
    [`#einrichten=${'A'.repeat(43)}`, 'A'.repeat(43)],
    ['#einrichten=kaputt', undefined],
  ] as const) {
    const replaced: unknown[] = [];
    const history = { replaceState: (...args: unknown[]) => replaced.push(args) } as unknown as History;
    expect(takeSetupCode({ hash, pathname: '/' } as Location, history)).toBe(code);
    expect(replaced).toEqual([[null, '', '/']]);
  }
  expect(takeSetupCode({ hash: '#demo=x', pathname: '/' } as Location, {} as History)).toBeUndefined();
});
