import { hexOf } from '@siegel/wire';
import type { FreigabeView } from '../channel/freigabe-view.ts';
import { freigabeMarks } from '../freigabe/freigabe-marks.ts';
import type { OpenedEntry } from '../safe/safe.ts';
import { freigabeView } from './freigabe-view.ts';
import type { OpenedHouse } from './opened-house.ts';

/** Where the opened Eintraege stand, by record in hex. */
export async function freigabenOf(
  house: OpenedHouse,
  entries: readonly OpenedEntry[],
): Promise<ReadonlyMap<string, FreigabeView>> {
  const akten = new Map(entries.map(({ record: { newest } }) => [hexOf(newest.body.akte), newest.body.akte]));
  const views = new Map<string, FreigabeView>();
  for (const [akteHex, akte] of akten) {
    const marks = await freigabeMarks(house.safe, akte);
    for (const { record } of entries) {
      const { body } = record.newest;
      if (hexOf(body.akte) !== akteHex) continue;
      const view = await freigabeView(house, record.newest, marks.get(hexOf(body.record)));
      if (view !== undefined) views.set(hexOf(body.record), view);
    }
  }
  return views;
}
