import { expect, test } from 'vitest';
import { de } from '../text/de.ts';
import { keepTour, nextOf, previousOf, readTour, TOUR_STEPS, type TourState } from './tour-steps.ts';

function aStorage(): Pick<Storage, 'getItem' | 'setItem'> {
  const kept = new Map<string, string>();
  return { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => void kept.set(name, value) };
}

test('[DM11] begins at the beginning, goes step by step to the end, and stays ended', () => {
  const storage = aStorage();
  let state: TourState = readTour(storage);
  for (let step = 0; step < TOUR_STEPS.length; step++) {
    expect(state).toEqual({ at: step });
    keepTour(storage, state);
    expect(readTour(storage)).toEqual(state);
    state = nextOf(state);
  }
  keepTour(storage, state);
  expect([state, readTour(storage), nextOf(state)]).toEqual(['ended', 'ended', 'ended']);
});

test('[DM11] goes back, not before the first stop, and begins anew with what it does not know', () => {
  expect(previousOf({ at: 2 })).toEqual({ at: 1 });
  expect(previousOf({ at: 0 })).toEqual({ at: 0 });
  const storage = aStorage();
  storage.setItem('siegel-tour', 'a step of another version');
  expect(readTour(storage)).toEqual({ at: 0 });
});

test('[DM11] says what to do at every stop in one breath', () => {
  for (const step of TOUR_STEPS) expect(de.tour.step[step].text.length, step).toBeLessThan(230);
});
