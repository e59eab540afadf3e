import { equalBytes, fail, hexOf, type Id, ok } from '@siegel/wire';
import type { HomeApi, RecoveryView } from '../channel/home-api.ts';
import type { PersonRow } from '../channel/search-api.ts';
import { isRenewal } from '../renewal/is-renewal.ts';
import { changeHomeMemory, readHomeMemory, withOpened } from '../safe/home-memory.ts';
import { recoveriesOf } from '../safe/recoveries.ts';
import type { Safe } from '../safe/safe.ts';
import { rowOf } from './person-view.ts';
import type { SafeSession } from './safe-session.ts';

const MOST_TODAY = 12;
const SHOWN_MS = 30 * 86_400_000;

// Fetched behind the first picture.
const deskModule = () => import('./desk-views.ts');

/** The first screen after signing in. */
export function homeCalls(session: SafeSession): HomeApi {
  let last: Promise<void> = Promise.resolve();
  function change(by: Parameters<typeof changeHomeMemory>[1]): Promise<void> {
    const given = session.unlocked?.safe.given;
    if (given === undefined) return Promise.resolve();
    last = last.then(() => changeHomeMemory(given, by)).catch(() => undefined);
    return last;
  }
  return {
    async home(sinceMs) {
      const house = session.unlocked;
      if (house === undefined) return fail('SESSION_MISSING');
      const { safe } = house;
      await last;
      const { recent, isDismissed } = await readHomeMemory(safe.given);
      return ok({
        recent: rowsOf(safe, recent),
        today: rowsOf(safe, changedSince(safe, sinceMs)),
        tasks: await (await deskModule()).deskViews.showAtHome(safe),
        recoveries: recentRecoveries(session),
        firstSteps: { isDismissed, persons: safe.index.size, devices: ownDevices(safe) },
      });
    },
    noteOpened: (personId) => change((memory) => withOpened(memory, personId)),
    async writingAids() {
      const given = session.unlocked?.safe.given;
      await last;
      return { isSpellChecked: given !== undefined && (await readHomeMemory(given)).isSpellChecked };
    },
    setSpellCheck: (isSpellChecked) => change((memory) => ({ ...memory, isSpellChecked })),
    dismissFirstSteps: () => change((memory) => ({ ...memory, isDismissed: true })),
  };
}

function recentRecoveries({ unlocked, given }: SafeSession): readonly RecoveryView[] {
  if (unlocked === undefined) return [];
  return recoveriesOf(unlocked.safe)
    .filter(({ receivedAtMs }) => receivedAtMs > given.now() - SHOWN_MS)
    .map(({ user, by, receivedAtMs }) => ({
      name: unlocked.names.byUser.get(hexOf(user)) ?? '',
      ...(by !== undefined && { by: unlocked.names.byUser.get(hexOf(by)) ?? '' }),
      atMs: receivedAtMs,
    }));
}

function rowsOf(safe: Safe, personIds: readonly string[]): readonly PersonRow[] {
  const shown = new Set(personIds.map((personId) => safe.merged.standsFor(personId)));
  return [...shown].flatMap((personId) => rowOf(safe, personId) ?? []);
}

/** Persons written about since an instant, the newest first. A run that was closed since then is a day's work, too: where too few
 *  were written about, those it brought follow. */
function changedSince(safe: Safe, sinceMs: number): readonly string[] {
  const { columns } = safe.follower;
  const newest = safe.directory.newestPersons({ sinceMs, most: MOST_TODAY }, (seq) => !isRenewal(columns, seq));
  if (newest.length === MOST_TODAY) return newest;
  let first = columns.size;
  while (first > 0 && columns.receivedAt(first - 1) >= sinceMs) first -= 1;
  const others = [...safe.directory.personsChangedSince(first)].toReversed();
  return [...new Set([...newest, ...others])].slice(0, MOST_TODAY);
}

function ownDevices({ follower, given }: Safe): number {
  const isOwn = ({ active, user }: { readonly active: boolean; readonly user: Id }) =>
    active && equalBytes(user, given.user);
  return follower.membership.devicesAt(follower.head.size).filter(isOwn).length;
}
