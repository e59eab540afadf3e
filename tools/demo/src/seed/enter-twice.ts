import { type PlainRecord, person, type ValueOf } from '@siegel/akten';
import { type Safe, sealEintrag, sealNewPerson } from '@siegel/safe';
import { isUnreadable } from '@siegel/seal';
import { hexOf, type Id } from '@siegel/wire';
import { expectOk } from './expect-ok.ts';

/** Practices of fewer persons are exactly as large as was ordered. */
const FEWEST = 1_000;

/** Enters one person of the practice a second time, as it happens in a busy hour: a letter less in the name, no street, one note. The
 *  list of likely duplicates has something to show (DM13). */
export async function enterTwice(safe: Safe, site: Id, fewest = FEWEST): Promise<void> {
  expectOk('twice', await safe.sync());
  const persons = [...safe.directory.persons()];
  for (const personId of persons.length < fewest ? [] : persons) {
    const entries = expectOk('twice', await safe.openPerson(personId));
    const known = entries.find(({ record }) => record.newest.body.kind === person.code && isOf(personId, record));
    if (known === undefined || isUnreadable(known.opened)) continue;
    const { familienname, vorname, geburtsdatum, geschlecht } = known.opened.value as unknown as ValueOf<typeof person>;
    const misspelt = familienname.replace(/([a-z])\1/, '$1');
    if (misspelt === familienname || vorname === undefined || geburtsdatum === undefined) continue;
    const value = { familienname: misspelt, vorname, geburtsdatum, ...(geschlecht !== undefined && { geschlecht }) };
    const made = expectOk('twice', await sealNewPerson(safe, value, { site }));
    const note: PlainRecord = {
      behandlungstag: new Date(safe.given.now()).toISOString().slice(0, 10),
      text: 'Am Telefon angelegt, Karte folgt.',
    };
    const place = { akte: made.akte, site, key: made.akteKey };
    const { packet } = await sealEintrag(safe, { kind: 'note', value: note }, place);
    expectOk('twice', await safe.write([...made.packets, packet]));
    return;
  }
}

const isOf = (personId: string, { newest }: { readonly newest: { readonly body: { readonly akte: Id } } }) =>
  hexOf(newest.body.akte) === personId;
