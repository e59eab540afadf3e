import { setTimeout as sleep } from 'node:timers/promises';
import type { Safe } from '@siegel/safe';
import { ok, type Result } from '@siegel/wire';
import type { CliFailure } from '../terminal/cli-errors.ts';
import type { Console } from '../terminal/console.ts';

const TITLE = { de: 'Personen ', en: 'Persons ' };
const WAITING = {
  de: 'Der Server gibt den Index nur alle zehn Sekunden aus; es geht gleich weiter.',
  en: 'The server hands out the index once in ten seconds only; going on shortly.',
};
const UNREADABLE = {
  de: '{persons} Personen sind nicht lesbar: Der Server hat sie nicht oder verändert geliefert. Die Suche findet sie nicht.',
  en: '{persons} persons are not readable: the server did not deliver them, or changed. Search does not find them.',
};
const BETWEEN_MS = 10_000;

/** Loads the person index into the opened safe; waits once when this device asked less than ten seconds ago (SY22). */
export async function loadIndex(safe: Safe, console: Console): Promise<Result<number, CliFailure>> {
  const bar = console.progress(TITLE);
  const onProgress = (_: string, done: number, total: number) => {
    if (total >= 1000) bar.at(done, total);
  };
  let loaded = await safe.loadIndex(onProgress);
  if (!loaded.ok && loaded.error.code === 'DELIVERY_TOO_OFTEN') {
    console.note(WAITING);
    await sleep(BETWEEN_MS);
    loaded = await safe.loadIndex(onProgress);
  }
  const persons = safe.unreadablePersons.size;
  if (loaded.ok && persons > 0) console.note(UNREADABLE, { persons });
  return loaded.ok ? ok(loaded.value) : loaded;
}
