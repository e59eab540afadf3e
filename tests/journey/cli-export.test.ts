import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CliOffice, foundCliOffice } from './cli-world.ts';

let office: CliOffice;
let scratch: string;
beforeAll(async () => {
  office = await foundCliOffice();
  scratch = await mkdtemp(join(tmpdir(), 'siegel-cli-export-'));
});
afterAll(async () => {
  await office.end();
  await rm(scratch, { recursive: true, force: true });
});

test('[CL41, IE20, IE24] a table is imported by the command line and comes out as FHIR and as a page, for its owner only', async () => {
  const file = join(scratch, 'liste.csv');
  const text = 'Nachname;Vorname;Geburtsdatum;Bemerkung\r\nÖztürk;Cem;02.05.1980;"<script>alert(1)</script>"\r\n';
  await writeFile(file, Buffer.from(text, 'latin1'));
  const imported = await office.json('import', file, '--commit');
  expect(imported).toMatchObject({ exit: 0, committed: true });
  const out = join(scratch, 'fhir');
  expect(await office.json('export', '--all', '--format', 'fhir', '--out', out)).toMatchObject({ exit: 0, persons: 1 });
  const [folder = ''] = await readdir(join(out, 'akten'));
  expect(folder).toMatch(/^Öztürk_Cem_1980-05-02_[0-9a-f]{8}$/);
  const path = join(out, 'akten', folder);
  expect((await readdir(path)).toSorted()).toEqual(['akte.fhir.json', 'akte.html']);
  for (const name of await readdir(path)) expect((await stat(join(path, name))).mode & 0o777).toBe(0o600);
  expect((await stat(path)).mode & 0o777).toBe(0o700);
  const bundle = JSON.parse(await readFile(join(path, 'akte.fhir.json'), 'utf8')) as { entry: { resource: object }[] };
  expect(bundle.entry.map(({ resource }) => resource)).toMatchObject([
    { resourceType: 'Patient', name: [{ family: 'Öztürk', given: ['Cem'] }], birthDate: '1980-05-02' },
    { resourceType: 'ClinicalImpression', summary: '<script>alert(1)</script>' },
  ]);
  expect(await readFile(join(path, 'akte.html'), 'utf8')).not.toContain('<script');
  const again = await office.json('import', join(path, 'akte.fhir.json'));
  expect(again['files']).toMatchObject([{ refused: false, persons: { new: 0, same: 1, possible: 0 } }]);
});
