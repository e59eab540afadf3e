import { type OfficeMember, type ServerProcess, TestOffice } from '@siegel/testing';
import type { Role } from './freigabe-oracle.ts';
import { FreigabeWorld } from './freigabe-world.ts';

const RIGHTS = ['write-records', 'read-records'];
const STEPS_PER_TENANT = 250;

/** The same acts by hand-made requests to a real server process, several tenants with rules of their own one after the other.
 *  @returns how many were taken, and where the server decided otherwise than the oracle. */
export async function runFreigabeOnServer(
  server: Pick<ServerProcess, 'url' | 'foundingToken'>,
  seed: string,
  steps: number,
): Promise<{ readonly taken: number; readonly differences: readonly string[] }> {
  let taken = 0;
  const differences: string[] = [];
  for (let done = 0, n = 0; done < steps; n++) {
    const count = Math.min(STEPS_PER_TENANT, steps - done);
    const office = await TestOffice.found(server, `${seed}/${n}`);
    taken += await runOffice(office, { seed: `${seed}/${n}`, steps: count }, differences);
    done += count;
  }
  return { taken, differences };
}

async function runOffice(
  office: TestOffice,
  { seed, steps }: { readonly seed: string; readonly steps: number },
  differences: string[],
): Promise<number> {
  const people: Readonly<Record<Role, OfficeMember>> = {
    lead: office,
    writer: await office.admit('writer', { rights: RIGHTS }),
    doctor: await office.admit('doctor', { rights: [...RIGHTS, 'freigeben'] }),
    second: await office.admit('second', { rights: [...RIGHTS, 'freigeben'] }),
  };
  const { lead, writer, doctor, second } = people;
  const members = { lead: lead.member, writer: writer.member, doctor: doctor.member, second: second.member };
  const world = new FreigabeWorld(seed, { tenant: office.built, members });
  await office.append([office.caseKey(world.akte), office.caseKey(world.elsewhere)]);
  const seen = office.head;
  let taken = 0;
  for (let step = 0; step < steps; step++) {
    const { by, acts } = world.draw();
    const plain = acts.map(({ act }) => act);
    // Sent again it is answered as the first time, and written once (JN5).
    const isRepeat = plain.every((act) => world.oracle.isWritten(act));
    const expected = world.oracle.take(plain);
    const packets = acts.map(({ packet }) => packet);
    const answer = await people[by].client.append(office.built.batch(packets, seen, members[by]));
    const isTaken = answer.status === 200;
    if (isTaken !== expected && !(isRepeat && isTaken))
      differences.push(
        `${seed} step ${step}: ${JSON.stringify(plain)} -> ${answer.status} ${JSON.stringify(answer.json)}`,
      );
    if (isTaken && !isRepeat) {
      taken++;
      world.took(acts);
    }
  }
  return taken;
}
