import { expect, test } from 'vitest';
import { soundSpelling } from './sound-spelling.ts';

test('[SE5] spells sound-alikes in one way', () => {
  const groups = [
    ['philipp', 'filip'],
    ['stephan', 'stefan'],
    ['guenther', 'gunter'],
    ['baecker', 'becker'],
    ['thomsen', 'tomsen'],
    ['strauss', 'strausz', 'straus'],
    ['voss', 'foss'],
    ['lydia', 'luedia'],
  ];
  for (const names of groups) expect(new Set(names.map(soundSpelling)).size, names.join()).toBe(1);
  expect(soundSpelling('meier')).not.toBe(soundSpelling('maurer'));
});

test('[SE5] gives the beginning of a word a beginning of its spelling', () => {
  for (const name of ['philipp', 'schroeter', 'guenther', 'mathilde', 'yvonne', 'hoffmann']) {
    for (let end = 3; end <= name.length; end++) {
      // "gue", "mat" and the like end inside what becomes one letter.
      const whole = soundSpelling(name);
      expect(
        [whole.startsWith(soundSpelling(name.slice(0, end))), /[aou]e?$|[pt]$/.test(name.slice(0, end))],
        name,
      ).toContain(true);
    }
  }
});
