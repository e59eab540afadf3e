import { Run, type Safe, sealEintrag, sealNewPerson } from '@siegel/safe';
import type { ValueOfKind } from '@siegel/akten';
import type { EntryPacket, Id } from '@siegel/wire';
import {
  EINTRAEGE_PER_PERSON,
  type GeneratedPerson,
  generatePractice,
  type PracticeOrder,
} from '../data/generate-practice.ts';
import { expectOk } from './expect-ok.ts';

/** Writes the practice of `order` as one run (JN41): nobody sees any of it before all of it is there.
 *  @returns how many Eintraege were written. */
export async function writePersons(
  safe: Safe,
  site: Id,
  order: PracticeOrder,
  onProgress: (done: number, total: number) => void,
): Promise<number> {
  const run = expectOk('run', await Run.open(safe, 'demo'));
  let eintraege = 0;
  let persons = 0;
  // One batch is on its way while the next one is sealed.
  let sending: ReturnType<Run['add']> = Promise.resolve({ ok: true, value: true });
  const recent: KnownPerson[] = [];
  for (const generated of generatePractice(order)) {
    const { eintraege: drafts, person } = generated;
    const related = { eintraege: drafts, person: withParent(person, recent) };
    const { packets, personId } = await sealPerson(safe, related, { site, run: run.id });
    recent.push({ id: personId, person });
    if (recent.length > MOST_RECENT) recent.shift();
    expectOk('persons', await sending);
    sending = run.add(packets);
    eintraege += generated.eintraege.length;
    onProgress(++persons, order.persons);
  }
  expectOk('persons', await sending);
  expectOk('run', await run.close());
  const { eintraegePerPerson = EINTRAEGE_PER_PERSON } = order;
  if (eintraege !== order.persons * eintraegePerPerson) throw new Error('DD4: the practice has another size');
  return eintraege;
}

async function sealPerson(
  safe: Safe,
  { person, eintraege }: GeneratedPerson,
  at: { readonly site: Id; readonly run: Id },
): Promise<{ readonly packets: readonly EntryPacket[]; readonly personId: Id }> {
  const made = expectOk('persons', await sealNewPerson(safe, person, at));
  const place = { akte: made.akte, key: made.akteKey, ...at };
  const sealed = await Promise.all(eintraege.map((eintrag) => sealEintrag(safe, eintrag, place)));
  return { packets: [...made.packets, ...sealed.map(({ packet }) => packet)], personId: made.personId };
}

/** A household is written in one go; beyond that nobody is looked for. */
const MOST_RECENT = 12;

interface KnownPerson {
  readonly id: Id;
  readonly person: ValueOfKind<'person'>;
}

/** A child whose mother or father was written a moment ago, with the relation to her or him (PE26). */
function withParent(child: ValueOfKind<'person'>, recent: readonly KnownPerson[]): ValueOfKind<'person'> {
  const parent = child.vertretungen?.find(({ art }) => art === 'Mutter' || art === 'Vater');
  const known = recent.find(({ person: { vorname, familienname, strasse } }) => {
    const isHome = strasse === child.strasse;
    return isHome && parent?.name === `${vorname} ${familienname}`;
  });
  if (parent === undefined || known === undefined) return child;
  return { ...child, beziehungen: [{ person: known.id, art: parent.art === 'Mutter' ? 'mutter' : 'vater' }] };
}
