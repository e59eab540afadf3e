import { createInterface } from 'node:readline';
import { enterDevice, Safe } from '@siegel/safe';
import { FilePageStore } from '@siegel/safe/node';
import { bytesOfRecoveryCode, makeDeviceKeys } from '@siegel/seal';
import type { Result } from '@siegel/wire';

/** Somebody who works while keys are renewed: opens one person after the other in a process of its own and says how long each took.
 *  A line on stdin ends a phase: the milliseconds of it come as one JSON line. */

const [origin = '', account = '', password = '', recoveryCode = '', folder = ''] = process.argv.slice(2);
const PAUSE_MS = 100;
const OPENED_BETWEEN_SYNCS = 10;

const pages = await FilePageStore.open(folder);
const place = { origin, fetch, account, password, pages, now: Date.now };
const slot = { recoveryCode: must(bytesOfRecoveryCode(recoveryCode)) };
const safe = must(await Safe.open(must(await enterDevice(place, slot, await makeDeviceKeys()))));
const persons = [...safe.directory.persons()];
let tookMs: number[] = [];
createInterface({ input: process.stdin }).on('line', () => {
  process.stdout.write(`${JSON.stringify(tookMs)}\n`);
  tookMs = [];
});
process.stdout.write('[]\n');
for (let n = 0; ; n++) {
  const started = performance.now();
  must(await safe.openPerson(persons[(n * 7919) % persons.length] ?? ''));
  tookMs.push(performance.now() - started);
  if (n % OPENED_BETWEEN_SYNCS === 0) must(await safe.sync());
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}
