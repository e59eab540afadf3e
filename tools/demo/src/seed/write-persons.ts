import { Run, type Safe, sealEintrag, sealNewPerson } from '@siegel/safe';
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
  for (const generated of generatePractice(order)) {
    const packets = await sealPerson(safe, generated, { site, run: run.id });
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
): Promise<readonly EntryPacket[]> {
  const made = expectOk('persons', await sealNewPerson(safe, person, at));
  const place = { akte: made.akte, key: made.akteKey, ...at };
  const sealed = await Promise.all(eintraege.map((eintrag) => sealEintrag(safe, eintrag, place)));
  return [...made.packets, ...sealed.map(({ packet }) => packet)];
}
