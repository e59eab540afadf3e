import { expect, test } from 'vitest';
import { isMovedAway, moveEintrag, takeMoveBack } from './move-eintrag.ts';
import { kindByName } from './record-kinds.ts';
import { validateRecord } from './validate-record.ts';

const place = (n: number) => ({ record: new Uint8Array(16).fill(n), person: new Uint8Array(16).fill(n + 1) });
const ENDS = { from: place(1), to: place(5) };
const NOTE = { behandlungstag: '2026-11-20', text: 'Ruft wegen Rezept an', rubrik: 'notiz' };

test('[AT40, AT41] names the other end on both, and takes every field along', () => {
  const { copy, original } = moveEintrag(NOTE, ENDS);
  expect(copy).toEqual({ ...NOTE, movedFrom: ENDS.from });
  expect(original).toEqual({ ...NOTE, movedTo: ENDS.to });
  for (const value of [copy, original]) expect(validateRecord(kindByName('note'), value).ok).toBe(true);
});

test('[AT43] counts only the original as moved away', () => {
  const { copy, original } = moveEintrag(NOTE, ENDS);
  expect([isMovedAway(NOTE), isMovedAway(copy), isMovedAway(original)]).toEqual([false, false, true]);
});

test('[AT42] brings a move back with what was changed in the copy meanwhile', () => {
  const moved = moveEintrag(NOTE, ENDS);
  const changed = { ...moved.copy, text: 'Ruft wegen Überweisung an' };
  const { copy, original } = takeMoveBack(changed, moved.original, ENDS);
  expect(original).toEqual({ ...NOTE, text: 'Ruft wegen Überweisung an' });
  expect(isMovedAway(copy)).toBe(true);
  expect(copy['movedTo']).toEqual(ENDS.from);
});

test('[AT42] keeps where the original itself once came from', () => {
  const from = place(9);
  const moved = moveEintrag({ ...NOTE, movedFrom: from }, ENDS);
  expect(moved.copy['movedFrom']).toEqual(ENDS.from);
  expect(takeMoveBack(moved.copy, moved.original, ENDS).original['movedFrom']).toEqual(from);
});
