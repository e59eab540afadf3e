import { expect, test } from 'vitest';
import { holdsTime, inOrderOfNext, isInHouse, isLongWait, nextStates, VISIT_STATES } from './visit.ts';

test('[TE21] every step can be taken back, and every state can be left', () => {
  for (const state of VISIT_STATES) {
    expect(nextStates(state).length, state).toBeGreaterThan(0);
    for (const next of nextStates(state)) expect(wayBack(next, state), `${next} to ${state}`).toBe(true);
  }
  expect(VISIT_STATES.filter(isInHouse)).toEqual(['da', 'aufgerufen', 'imRaum']);
  expect(VISIT_STATES.filter((state) => !holdsTime(state))).toEqual(['nichtErschienen', 'abgesagt']);
});

/** At most one state between. */
function wayBack(from: (typeof VISIT_STATES)[number], to: (typeof VISIT_STATES)[number]): boolean {
  return nextStates(from).some((next) => next === to || nextStates(next).includes(to));
}

test('[TE22] a wait is long from what the house says on', () => {
  expect(isLongWait({ state: 'da', waitedMinutes: 19 })).toBe(false);
  expect(isLongWait({ state: 'da', waitedMinutes: 20 })).toBe(true);
  expect(isLongWait({ state: 'aufgerufen', waitedMinutes: 15 })).toBe(true);
  expect(isLongWait({ state: 'imRaum', waitedMinutes: 39 })).toBe(false);
  expect(isLongWait({ state: 'erwartet', waitedMinutes: 500 })).toBe(false);
  expect(isLongWait({ state: 'da', waitedMinutes: 12 }, { da: 10, aufgerufen: 5, imRaum: 30 })).toBe(true);
});

test('[TE23] next is who waits longest; who came unasked waits behind the others for 45 minutes', () => {
  const waiting = [
    { name: 'Frey', state: 'da', waitedMinutes: 44 },
    { name: 'Pohl', state: 'da', waitedMinutes: 12, bookedAt: 630 },
    { name: 'Brandt', state: 'aufgerufen', waitedMinutes: 31, bookedAt: 615 },
    { name: 'Erdem', state: 'imRaum', waitedMinutes: 50, bookedAt: 600 },
  ] as const;
  expect(inOrderOfNext(waiting).map(({ name }) => name)).toEqual(['Brandt', 'Pohl', 'Frey']);
  const later = waiting.map((one) => ({ ...one, waitedMinutes: one.waitedMinutes + 1 }));
  expect(inOrderOfNext(later).map(({ name }) => name)).toEqual(['Frey', 'Brandt', 'Pohl']);
});
