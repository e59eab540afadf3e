import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Figure, figure } from '../figure.ts';
import { inChromium } from '../in-chromium.ts';
import { indexOf, personRows, type Row, searchFigures } from '../search-rounds.ts';

/** Search as you type over 100,000 persons beside a full scan of folded names with String.includes (SE19), in Node and in a
 *  Chromium worker. */
export async function figureSearch(): Promise<readonly Figure[]> {
  const node = [...searchFigures(''), memoryFigure(personRows())];
  const program = new URL('../browser/search-worker.ts', import.meta.url);
  const chromium = await inChromium<typeof import('../browser/search-worker.ts')>(program, (worker) =>
    worker.call('measureSearch'),
  );
  return [...node, ...chromium];
}

function memoryFigure(rows: readonly Row[]): Figure {
  // Strings that belong to nobody else, as they come out of an opened snapshot.
  const snapshot = JSON.stringify(rows);
  const indexMb = megabytesOf(() => indexOf(JSON.parse(snapshot) as Row[]));
  const plainMb = megabytesOf(() => JSON.parse(snapshot) as Row[]);
  return figure('search: memory of the index, beside that of plain rows', 'MB', indexMb, plainMb);
}

/** Heap and typed arrays that what `make` returns holds on to. */
function megabytesOf(make: () => unknown): number {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  const held = [make()];
  const full = usedBytes(gc);
  held.pop();
  return (full - usedBytes(gc)) / 1e6;
}

function usedBytes(gc: () => void): number {
  // Once is not enough for what finalizers still hold.
  for (let i = 0; i < 3; i++) gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
