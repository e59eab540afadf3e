import { type FreigabeAct, type FreigabeMark, isOpenToPerson, mayBeReleased } from '@siegel/akten';
import type { ForPersonView, FreigabeStamp, FreigabeView } from '../channel/freigabe-view.ts';
import { commentAt } from '../freigabe/freigabe-comment.ts';
import { releaseStep } from '../freigabe/release-steps.ts';
import { serverTimeMs } from '../safe/server-time.ts';
import type { RecordVersion } from '../records/visible-records.ts';
import { authorOfEntry } from './person-view.ts';
import type { OpenedHouse } from './opened-house.ts';

/** What the page shows of where an Eintrag stands; undefined for kinds nobody releases. */
export async function freigabeView(
  house: OpenedHouse,
  version: RecordVersion,
  mark: FreigabeMark = { state: 'Entwurf' },
): Promise<FreigabeView | undefined> {
  if (!mayBeReleased(version.body.kind)) return undefined;
  const step = releaseStep(house.safe, version, mark);
  const refusal = typeof step === 'string' ? { refusal: step } : {};
  const first = 'first' in mark ? { first: await stampOf(house, mark.first) } : {};
  switch (mark.state) {
    case 'Entwurf':
      return { state: 'draft', ...refusal };
    case 'Vorgelegt':
      return { state: 'presented', by: await stampOf(house, mark.presented), ...first, ...refusal };
    case 'Zurueckgegeben':
      return { state: 'returned', by: await stampOf(house, mark.returned), ...refusal };
    case 'Freigegeben': {
      const forPerson = mark.person === undefined ? {} : { forPerson: await forPersonView(house, mark.person) };
      return { state: 'released', by: await stampOf(house, mark.freigabe), ...first, ...forPerson, ...refusal };
    }
  }
}

type PersonWord = NonNullable<Extract<FreigabeMark, { readonly state: 'Freigegeben' }>['person']>;

async function forPersonView(house: OpenedHouse, { act, when, atMs, isTakenBack }: PersonWord): Promise<ForPersonView> {
  const { safe } = house;
  const said = { when, ...(atMs !== undefined && { atMs }) };
  const receivedAtMs = safe.follower.columns.receivedAt(act.seq);
  return {
    ...said,
    isOpen: isOpenToPerson({ ...said, receivedAtMs }, serverTimeMs(safe)),
    ...(isTakenBack === true && { isTakenBack }),
    said: await stampOf(house, act),
  };
}

async function stampOf({ safe, names }: OpenedHouse, act: FreigabeAct): Promise<FreigabeStamp> {
  const comment = await commentAt(safe, act.seq);
  return {
    who: authorOfEntry(safe, act.seq, names),
    atMs: safe.follower.columns.receivedAt(act.seq),
    ...(comment !== undefined && { comment }),
  };
}
