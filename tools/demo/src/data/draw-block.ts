/** Draws BLOCK persons at a time, household by household; the same block is the same whenever it is drawn. */
import { drawAddress, drawLandline } from './address.ts';
import type { Day } from './day.ts';
import { type DemoPerson, drawPerson } from './demo-person.ts';
import type { Home } from './home.ts';
import { ORIGIN_SHARES } from './family-names.ts';
import { BLOCK, drawHouseholds } from './household.ts';
import { drawInsurer } from './insurance.ts';
import { drawFamilyName } from './person-names.ts';
import { Random } from './random.ts';

const HOUSEHOLDS = 1;
const PERSONS = 2;

/** The persons number block * BLOCK and following. */
export function drawBlock(seed: number, block: number, today: Day): DemoPerson[] {
  const random = new Random(seed, HOUSEHOLDS, block);
  const persons: DemoPerson[] = [];
  for (const members of drawHouseholds(random)) {
    const { origin, language } = random.pickWeighted(ORIGIN_SHARES);
    let home: Home = {
      origin,
      language,
      familienname: drawFamilyName(random, origin),
      address: drawAddress(random),
      landline: drawLandline(random),
      insurer: drawInsurer(random),
    };
    for (const member of members) {
      const index = block * BLOCK + persons.length;
      const person = drawPerson(new Random(seed, PERSONS, index), home, member, { index, today });
      persons.push(person);
      if (member.role === 'adult') home = { ...home, parent: parentOf(person) };
    }
  }
  return persons;
}

function parentOf({ sex, value }: DemoPerson): NonNullable<Home['parent']> {
  const name = `${value.vorname ?? ''} ${value.familienname}`;
  return { role: sex === 'w' ? 'Mutter' : 'Vater', name, telefon: value.mobil ?? value.telefon ?? '' };
}
