import { mayBeReleased } from '@siegel/akten';
import { type Safe, sealFreigabe, sealWord } from '@siegel/safe';
import { isUnreadable } from '@siegel/seal';
import { type EntryPacket, hexOf } from '@siegel/wire';
import { expectOk } from './expect-ok.ts';

const PERSONS = 30;
const COMMENTS = ['', 'Bitte vor dem Versand ansehen', '', 'Wert außerhalb, bitte heute', '', '', 'Patient wartet'];

/** Leaves work behind as a day does: of some persons the newest Eintrag is presented and the one before released, so that the list
 *  of work is not empty (DM1). One batch. */
export async function presentSome(safe: Safe): Promise<void> {
  expectOk('freigabe', await safe.sync());
  const packets: EntryPacket[] = [];
  for (const [at, personId] of [...safe.directory.persons()].slice(0, PERSONS).entries()) {
    const entries = expectOk('freigabe', await safe.openPerson(personId));
    const [newest, before] = entries
      .filter(({ record, opened }) => mayBeReleased(record.newest.body.kind) && !isUnreadable(opened))
      .toReversed()
      .map(
        ({
          record: {
            newest: { seq, body },
          },
        }) => ({
          record: body.record,
          head: hexOf(safe.follower.columns.hashAt(seq)),
        }),
      );
    const comment = COMMENTS[at % COMMENTS.length] ?? '';
    if (newest !== undefined && at % 2 === 0)
      packets.push(expectOk('freigabe', await sealWord(safe, newest, { kind: 'freigabeVorgelegt', comment })));
    if (before !== undefined)
      packets.push(...expectOk('freigabe', await sealFreigabe(safe, before, { when: 'never' })));
  }
  expectOk('freigabe', await safe.write(packets));
}
