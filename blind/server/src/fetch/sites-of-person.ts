import type { ReadView } from '@siegel/store';
import type { Id } from '@siegel/wire';

/** Sites that have an Akte of a person, without those it was moved away from (BS8); none for a Stammakte that stands alone. */
export async function sitesOfPerson(reads: Pick<ReadView, 'aktenOfPerson'>, person: Id): Promise<readonly Id[]> {
  const akten = await reads.aktenOfPerson(person);
  return akten.filter(({ stammakte, caseKey }) => !stammakte && caseKey?.movedTo === undefined).map(({ site }) => site);
}
