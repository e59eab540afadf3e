import { expect, test } from 'vitest';
import { typedDay } from './typed-day.ts';

const TODAY = '2026-11-22';

test('[PE2] reads the days something begins and ends as people type them', () => {
  for (const [typed, day] of [
    ['1.3.99', '1999-03-01'],
    ['010399', '1999-03-01'],
    ['1.3.1951', '1951-03-01'],
    ['31.12.30', '2030-12-31'],
    ['311230', '2030-12-31'],
    ['31.12.56', '2056-12-31'],
    ['31.12.57', '1957-12-31'],
    ['12.2030', '2030-12'],
    ['3.2030', '2030-03'],
    ['2030', '2030'],
    ['2030-12-31', '2030-12-31'],
    ['1.3.', '2026-03-01'],
    ['', ''],
    ['31.2.2026', undefined],
    ['bald', undefined],
  ] as const)
    expect([typed, typedDay(typed, TODAY)]).toEqual([typed, day]);
});
