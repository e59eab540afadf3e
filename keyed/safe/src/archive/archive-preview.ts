import { appointment, appointmentWish, task } from '@siegel/akten';
import { hexOf } from '@siegel/wire';
import { localDay } from '../channel/local-day.ts';
import type { ArchivePreview } from '../channel/archive-api.ts';
import { readOpen } from '../journal/read-open.ts';
import type { KnownAkte } from '../records/akte-directory.ts';
import { isRenewal } from '../renewal/is-renewal.ts';
import type { Safe } from '../safe/safe.ts';
import { rowOf } from '../worker/person-view.ts';

const MOST_SHOWN = 100;
const AT_ONCE = 500;

/** Who is found, is not archived, and has no Eintrag since `since` (`JJJJ-MM-TT`): asked of the journal alone, nothing is opened or
 *  fetched (PM43). The day counts on which something was written, also what an import brought. */
export async function archivePreview(safe: Safe, since: string): Promise<ArchivePreview> {
  const today = localDay(safe.given.now());
  const due: { readonly personId: string; readonly lastDay: string }[] = [];
  let expected = 0;
  for (const [done, personId] of [...safe.index.personIds()].entries()) {
    if (done % AT_ONCE === AT_ONCE - 1) await new Promise((resolve) => setTimeout(resolve));
    if (safe.merged.isGone(personId) || safe.index.get(personId)?.isArchived === true) continue;
    const akten = safe.merged.aktenOf(personId);
    const lastDay = lastWrittenDay(safe, akten);
    if (lastDay === undefined || lastDay >= since) continue;
    if (isExpected(safe, akten, today)) expected += 1;
    else due.push({ personId, lastDay });
  }
  const inOrder = due.flatMap(({ personId, lastDay }) => {
    const person = rowOf(safe, personId);
    return person === undefined ? [] : [{ person, lastDay }];
  });
  const name = ({ person }: (typeof inOrder)[number]) => `${person.familienname} ${person.vorname}`;
  const names = new Intl.Collator('de');
  return {
    personIds: due.map(({ personId }) => personId),
    shown: inOrder.toSorted((a, b) => names.compare(name(a), name(b))).slice(0, MOST_SHOWN),
    expected,
  };
}

/** The day of the newest entry of these Akten; a case key made anew is nothing that was written. */
function lastWrittenDay(safe: Safe, akten: readonly KnownAkte[]): string | undefined {
  const { columns } = safe.follower;
  const newest = akten.flatMap(
    ({ akte }) => columns.seqsOfAkte(akte).findLast((seq) => !isRenewal(columns, seq)) ?? [],
  );
  return newest.length === 0 ? undefined : localDay(columns.receivedAt(Math.max(...newest)));
}

/** Kinds that say openly whether something is still to be done. */
const EXPECTS: Readonly<Record<number, (open: Readonly<Record<string, unknown>>, today: string) => boolean>> = {
  [appointment.code]: ({ tag, zustand }, today) => zustand === 'erwartet' && typeof tag === 'string' && tag >= today,
  [appointmentWish.code]: ({ zustand }) => zustand === 'wartet',
  [task.code]: ({ stand }) => stand === 'offen',
};

/** What is archived with something open would stay open where nobody could end it. */
function isExpected(safe: Safe, akten: readonly KnownAkte[], today: string): boolean {
  const { columns } = safe.follower;
  return akten.some(({ akte }) => {
    const newest = new Map<string, number>();
    for (const seq of columns.seqsOfAkte(akte)) {
      const place = EXPECTS[columns.kindAt(seq) ?? -1] === undefined ? undefined : columns.placeAt(seq);
      if (place !== undefined) newest.set(hexOf(place.record), seq);
    }
    return [...newest.values()].some((seq) => {
      const open = readOpen(columns.openAt(seq)) ?? {};
      return EXPECTS[columns.kindAt(seq) ?? -1]?.(open, today) === true;
    });
  });
}
