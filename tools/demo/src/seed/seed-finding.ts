import { addDays, type Urgency } from '@siegel/akten';
import {
  type CalendarEntry,
  enterCalendar,
  favouriteFields,
  localDay,
  readCalendar,
  type Safe,
  sealWish,
  type WishDraft,
} from '@siegel/safe';
import { platformRandom } from '@siegel/seal';
import { type Id, WIRE_KINDS } from '@siegel/wire';
import { expectOk } from './expect-ok.ts';

const ID_BYTES = 16;
const DAY_MS = 86_400_000;

type WishLine = readonly [minutes: number, urgency: Urgency, waitsDays: number, note: string];
const WISHES: readonly WishLine[] = [
  [15, 'dringend', 2, 'auch kurzfristig, wohnt um die Ecke'],
  [15, 'normal', 19, 'nur mit Begleitung'],
  [20, 'bald', 6, 'Wundkontrolle, bitte vormittags'],
  [10, 'normal', 11, ''],
];

/** Gives the demo practice two favourites, one of them a chain, and a few persons on the waiting list (DM1). */
export async function seedFinding(safe: Safe, nowMs: number): Promise<void> {
  expectOk('finding', await safe.sync());
  const { resources, types } = await readCalendar(safe, () => '');
  const doctors = resources.filter(({ kind }) => kind === 'person').map(({ resourceId }) => resourceId);
  const labs = resources.filter(({ shortName }) => shortName === 'LB').map(({ resourceId }) => resourceId);
  const typeOf = (shortName: string) => types.find((type) => type.shortName === shortName)?.typeId ?? '';
  const favourite = (draft: Parameters<typeof favouriteFields>[0]): CalendarEntry => ({
    kind: WIRE_KINDS.appointmentFavourite,
    record: platformRandom(ID_BYTES) as Id,
    state: 'active',
    sealed: favouriteFields(draft),
  });
  const favourites = [
    favourite({
      name: 'Kontrolle in 3 Monaten',
      shortName: 'K3M',
      offset: { count: 3, unit: 'month' },
      spanDays: 7,
      steps: [{ minutes: 15, needs: [doctors], type: typeOf('SPR') }],
      order: 0,
    }),
    favourite({
      name: 'Labor, EKG, Besprechung',
      shortName: 'LEB',
      offset: { count: 2, unit: 'week' },
      spanDays: 5,
      daytime: 'vormittag',
      steps: [
        { minutes: 10, needs: [labs], type: typeOf('LAB') },
        { minutes: 20, needs: [labs], type: typeOf('EKG'), wait: { least: 0, most: 20 } },
        { minutes: 15, needs: [doctors], type: typeOf('SPR'), wait: { least: 0, most: 45 } },
      ],
      order: 1,
    }),
  ];
  expectOk('finding', await enterCalendar(safe, favourites));
  const persons = [...safe.directory.persons()];
  const today = localDay(nowMs);
  for (const [i, [minutes, urgency, waitsDays, note]] of WISHES.entries()) {
    const wish: WishDraft = {
      personId: persons[(i + 1) * 7] ?? persons[0] ?? '',
      minutes,
      needs: [doctors],
      urgency,
      sinceMs: nowMs - waitsDays * DAY_MS,
      from: today,
      to: addDays(today, 21),
      type: typeOf('SPR'),
      ...(note !== '' && { note }),
    };
    const sealed = expectOk('finding', await sealWish(safe, wish));
    expectOk('finding', await safe.write(sealed.packets));
  }
}
