import { WIRE_KINDS } from '@siegel/wire';
import { expect, test } from 'vitest';
import { diagnosis } from '../kinds/diagnosis.ts';
import { nachtrag } from '../kinds/nachtrag.ts';
import { person } from '../kinds/person.ts';
import { message } from '../kinds/message.ts';
import { task } from '../kinds/task.ts';
import { RECORD_KINDS } from '../record-kinds.ts';
import { foldFreigabe, type FreigabeAct } from './freigabe-mark.ts';
import { mayBeReleased } from './may-be-released.ts';
import { mayLeaveHouse } from './may-leave-house.ts';
import { isOpenToPerson } from './open-to-person.ts';

const HEAD = new Uint8Array(32).fill(1);
const OLDER = new Uint8Array(32).fill(2);
const { freigabe, freigabeVorgelegt, freigabeZurueckgegeben, patientenFreigabe } = WIRE_KINDS;

let seq = 0;
function act(kind: number, fields: FreigabeAct['fields'] = {}, of = HEAD): FreigabeAct {
  seq++;
  return { seq, kind, entryHash: new Uint8Array(32).fill(seq + 10), fields: { entryHash: of, ...fields } };
}
const stateOf = (...acts: readonly FreigabeAct[]) => foldFreigabe(HEAD, acts).state;

test('[FG1] [F1] an Eintrag is a draft until it is presented, returned or released; only the newest version counts', () => {
  expect(stateOf()).toBe('Entwurf');
  expect(stateOf(act(freigabeVorgelegt))).toBe('Vorgelegt');
  expect(stateOf(act(freigabeVorgelegt, {}, OLDER))).toBe('Entwurf');
  expect(stateOf(act(freigabeVorgelegt), act(freigabeZurueckgegeben))).toBe('Zurueckgegeben');
  expect(stateOf(act(freigabeZurueckgegeben), act(freigabeVorgelegt))).toBe('Vorgelegt');
  expect(stateOf(act(freigabeVorgelegt), act(freigabeVorgelegt, { state: 'withdrawn' }))).toBe('Entwurf');
  expect(stateOf(act(freigabe))).toBe('Freigegeben');
  expect(stateOf(act(freigabe, {}, OLDER))).toBe('Entwurf');
  expect(stateOf(act(freigabe), act(freigabeZurueckgegeben))).toBe('Freigegeben');
});

test('[FG4] the first of two releases nothing; a withdrawal of the presentation does not take the signature', () => {
  const first = act(freigabe, { step: 'first' });
  const second = act(freigabe, { step: 'second', first: first.entryHash });
  expect(foldFreigabe(HEAD, [first])).toMatchObject({ state: 'Vorgelegt', first });
  expect(foldFreigabe(HEAD, [first, act(freigabeVorgelegt, { state: 'withdrawn' })])).toMatchObject({ first });
  expect(foldFreigabe(HEAD, [first, second])).toMatchObject({ state: 'Freigegeben', freigabe: second, first });
});

test('[FG9] the newest word on what the person may see counts, and none before the Freigabe', () => {
  const early = act(patientenFreigabe, { when: 'now' });
  const word = act(patientenFreigabe, { when: 'atDate', at: 5 });
  const last = act(patientenFreigabe, { when: 'never' });
  expect(foldFreigabe(HEAD, [early, act(freigabe)])).not.toHaveProperty('person');
  expect(foldFreigabe(HEAD, [act(freigabe), word])).toMatchObject({ person: { when: 'atDate', atMs: 5 } });
  expect(foldFreigabe(HEAD, [act(freigabe), word, last])).toMatchObject({ person: { when: 'never' } });
});

test('[FG37] never after another word is taken back, and stays so; never from the start is not', () => {
  const said = (...whens: readonly string[]) =>
    foldFreigabe(HEAD, [act(freigabe), ...whens.map((when) => act(patientenFreigabe, { when, at: 5 }))]);
  expect(said('never')).not.toHaveProperty('person.isTakenBack');
  expect(said('now', 'never')).toMatchObject({ person: { when: 'never', isTakenBack: true } });
  expect(said('now', 'never', 'never')).toMatchObject({ person: { isTakenBack: true } });
  expect(said('now', 'never', 'afterTalk')).not.toHaveProperty('person.isTakenBack');
});

test('[FG9] [F3] a date is judged by the time of the server, from when the entry arrived there', () => {
  const said = { receivedAtMs: 1_000 } as const;
  expect(isOpenToPerson(undefined, 9_999)).toBe(false);
  expect(isOpenToPerson({ ...said, when: 'now' }, 1_000)).toBe(true);
  expect(isOpenToPerson({ ...said, when: 'now' }, 999)).toBe(false);
  expect(isOpenToPerson({ ...said, when: 'atDate', atMs: 10 }, 999)).toBe(false);
  expect(isOpenToPerson({ ...said, when: 'atDate', atMs: 5_000 }, 4_999)).toBe(false);
  expect(isOpenToPerson({ ...said, when: 'atDate', atMs: 5_000 }, 5_000)).toBe(true);
  expect(isOpenToPerson({ ...said, when: 'atDate' }, 9_999)).toBe(false);
  for (const when of ['afterTalk', 'never'] as const) expect(isOpenToPerson({ ...said, when }, 9_999)).toBe(false);
});

test('[FG3] every kind of Eintrag but the task and the message is released, and nothing else', () => {
  const released = RECORD_KINDS.filter(({ code }) => mayBeReleased(code)).map(({ name }) => name);
  const eintraege = RECORD_KINDS.filter((kind) => 'eintrag' in kind).map(({ name }) => name);
  expect(released).toEqual(eintraege.filter((name) => name !== task.name && name !== message.name));
});

test('[FG30] [F2] forced, only what is released leaves the house, and what nobody releases', () => {
  const leaves = (kind: number, isReleased: boolean, isForced: boolean) =>
    mayLeaveHouse({ kind, isReleased }, { isForced });
  expect(leaves(diagnosis.code, false, false)).toBe(true);
  expect(leaves(diagnosis.code, false, true)).toBe(false);
  expect(leaves(diagnosis.code, true, true)).toBe(true);
  expect(leaves(nachtrag.code, false, true)).toBe(false);
  for (const kind of [person, task]) expect(leaves(kind.code, false, true)).toBe(true);
});
