import type { EintragView, PersonView } from '@siegel/safe';
import { expect, test } from 'vitest';
import { anEintrag } from '../../test-support/an-eintrag.ts';
import { leaving } from './leaving.ts';

const draft = anEintrag({ recordId: 'draft', freigabe: { state: 'draft' } as EintragView['freigabe'] & object });
const released = anEintrag({
  recordId: 'released',
  freigabe: { state: 'released' } as EintragView['freigabe'] & object,
});
const closed = anEintrag({ recordId: 'closed', value: { unreadable: 'KEY_UNKNOWN' } });

const viewOf = (printUnreleased: boolean) =>
  ({
    eintraege: [draft, released, closed],
    may: { write: true, print: true, printUnreleased },
  }) as unknown as PersonView;
const idsOf = (made: ReturnType<typeof leaving>) => made.lines.map(({ eintrag }) => eintrag.recordId).toSorted();

test('[FG30] [FG43] under the forced mode only what is released goes, and what is missing is counted', () => {
  const forced = leaving(viewOf(false), new Set());
  expect(idsOf(forced)).toEqual(['released']);
  expect(forced).toMatchObject({ withheld: 1, unreadable: 1, chosenOf: undefined });
  expect(idsOf(leaving(viewOf(true), new Set()))).toEqual(['draft', 'released']);
});

test('[AT82] of a selection only what is ticked goes, and a tick opens nothing that may not go', () => {
  const chosen = leaving(viewOf(false), new Set(['draft', 'closed']));
  expect(idsOf(chosen)).toEqual([]);
  expect(chosen).toMatchObject({ withheld: 1, unreadable: 1, chosenOf: 3 });
  expect(idsOf(leaving(viewOf(true), new Set(['draft'])))).toEqual(['draft']);
});
