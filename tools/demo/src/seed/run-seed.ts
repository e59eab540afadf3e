import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { EINTRAEGE_PER_PERSON } from '../data/generate-practice.ts';
import { writeOwnFile } from '../roles/roles-file.ts';
import { seedPractice } from './seed-practice.ts';
import { StageReport } from './stage-report.ts';

const OWNER_ONLY = 0o600;

/** The seeding program: `seed --origin URL --token FILE --out DIR --persons N [--eintraege-per-person N]`. Says on stderr how far it is; when it ends
 *  with 0, the practice is complete and DIR holds `organisationsschluessel.txt`, `roles.json` with the codes and, written
 *  last, `seeded.json`, which says so. */
export async function runSeed(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      origin: { type: 'string' },
      token: { type: 'string' },
      out: { type: 'string' },
      persons: { type: 'string' },
      'eintraege-per-person': { type: 'string' },
    },
  });
  const { origin, token, out, persons } = values;
  if (origin === undefined || token === undefined || out === undefined || persons === undefined)
    throw new Error('--origin URL --token FILE --out DIR --persons N are needed');
  const foundingToken = (await readFile(token, 'utf8')).trim();
  const report = new StageReport((line) => process.stderr.write(`${line}\n`), Date.now);
  const eintraegePerPerson = Number(values['eintraege-per-person'] ?? EINTRAEGE_PER_PERSON);
  const order = { origin, foundingToken, persons: Number(persons), eintraegePerPerson, now: Date.now };
  const { roles, kitFile } = await seedPractice(order, report);
  await writeFile(join(out, 'organisationsschluessel.txt'), kitFile, { mode: OWNER_ONLY });
  await writeOwnFile(join(out, 'roles.json'), roles);
  const { tenant, eintraege } = roles;
  await writeOwnFile(join(out, 'seeded.json'), { tenant, persons: roles.persons, eintraege });
}
