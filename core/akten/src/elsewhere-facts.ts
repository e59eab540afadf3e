import { givenNameOf, kvnrsOf, type PersonIdentity, surnamesOf } from './duplicate.ts';

const FULL_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What a person is recognised by without being seen: each surname with the first given name and the full date of birth, and each KVNR,
 *  folded as the duplicate check folds them (AK9, BS41). None of somebody of whom too little is known: what is less than that fits too
 *  many. */
export function elsewhereFacts(person: PersonIdentity): readonly string[] {
  const born = person.geburtsdatum ?? '';
  const given = givenNameOf(person);
  const isNamed = given !== '' && FULL_DAY.test(born);
  const names = isNamed ? surnamesOf(person).map((name) => `name ${name} ${given} ${born}`) : [];
  return [...new Set([...names, ...kvnrsOf(person).map((kvnr) => `kvnr ${kvnr}`)])];
}
