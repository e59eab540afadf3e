import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must } from '../../test-support/practice.ts';
import { ServiceWorld } from '../../test-support/service-world.ts';
import type { SafeApi } from '../channel/safe-api.ts';
import { fileOfBlob } from '../import/import-file.ts';
import { readZip, wholeEntry } from '../import/zip-reader.ts';

let world: ServiceWorld;
let service: SafeApi;
beforeAll(async () => {
  world = await ServiceWorld.start();
  service = await world.arrive('desk');
  must(await service.openPerson(world.personId));
}, 60_000);
afterAll(() => world.end());

/** Bytes as they could stand in a file: raw, hex, base64 at each of its three phases, and as a list of numbers. */
function formsOf(bytes: Uint8Array): readonly string[] {
  const hex = Buffer.from(bytes).toString('hex');
  const base64 = [0, 1, 2].flatMap((phase) => {
    const text = Buffer.concat([Buffer.alloc(phase), bytes])
      .toString('base64')
      .replaceAll('=', '');
    const sure = text.slice(phase === 0 ? 0 : phase + 1, -2);
    return [sure, sure.replaceAll('+', '-').replaceAll('/', '_')];
  });
  return [Buffer.from(bytes).toString('latin1'), hex, hex.toUpperCase(), [...bytes].join(','), ...base64];
}

test('[IE47] an export has the file, and in none of its files what opens it on the server', async () => {
  const content = randomBytes(2000);
  const wish = { transferId: 'a', personId: world.personId, name: 'Befund.bin', behandlungstag: '2026-11-22' };
  const { recordId } = must(await service.attachFile({ ...wish, file: new Blob([content]) }));
  const { eintraege } = must(await service.openPerson(world.personId));
  const value = eintraege.find((row) => row.recordId === recordId)?.value as Readonly<Record<string, unknown>>;
  const secrets = [value['dateischluessel'], value['noncevorsatz'], ...(value['blobIds'] as unknown[])];
  expect(secrets.map((secret) => secret instanceof Uint8Array)).toEqual([true, true, true]);

  const { archive } = must(await service.exportAkten({ personId: world.personId }));
  const files = new Map<string, Uint8Array>();
  for (const entry of await readZip(fileOfBlob('a.zip', archive as Blob)))
    files.set(entry.name, await wholeEntry(entry, 1e9));
  const original = [...files].find(([name]) => name.endsWith('-Befund.bin'))?.[1];
  expect(Buffer.from(original ?? []).equals(content)).toBe(true);
  const fhir = [...files].find(([name]) => name.endsWith('.fhir.json'))?.[1];
  expect(new TextDecoder().decode(fhir)).toContain('Befund.bin');
  for (const [name, bytes] of files) {
    const text = Buffer.from(bytes).toString('latin1');
    const found = (secrets as Uint8Array[]).flatMap((secret) => formsOf(secret).filter((form) => text.includes(form)));
    expect([name, found]).toEqual([name, []]);
    for (const field of ['dateischluessel', 'noncevorsatz', 'blobIds']) expect(text).not.toContain(field);
  }
});
