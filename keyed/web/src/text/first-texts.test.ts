import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { de } from './de.ts';
import { deLater } from './de-later.ts';

const SRC = resolve(import.meta.dirname, '..');
const IMPORT = /^(?:import|export)\s(?!type\b)(?:\{([^}]*)\}|[^;{]*?)\s*(?:from\s+)?'(\.[^']+[.]tsx?)';/gm;
const KEY = /['"`]([a-zA-Z]+(?:[.][a-zA-Z]+)+)/g;

/** Every module the page fetches before it shows anything. */
function startingModules(): ReadonlySet<string> {
  const found = new Set<string>();
  const left = [resolve(SRC, 'main.tsx')];
  for (let file = left.pop(); file !== undefined; file = left.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    for (const [, names, path = ''] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
      const onlyTypes = names?.split(',').every((name) => /^\s*(type\s|$)/.test(name)) ?? false;
      if (!onlyTypes) left.push(resolve(dirname(file), path));
    }
  }
  return found;
}

function keysOf(catalogue: object, path = ''): string[] {
  return Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [`${path}${key.replace(/_(one|other)$/, '')}`]
      : keysOf(value as object, `${path}${key}.`),
  );
}

test('[WB58] no part of the page as it starts names a text that is fetched later', () => {
  const first = new Set(keysOf(de));
  const modules = [...startingModules()].filter((file) => !file.includes('/text/'));
  expect(modules.length).toBeGreaterThan(100);
  const named = new Set(
    modules.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(KEY)].map(([, key]) => key ?? '')),
  );
  // A key that goes on with something of the moment (`log.kind.${kind}`) counts for all that begin so.
  const isNamed = (key: string) =>
    named.has(key) ||
    key
      .split('.')
      .some(
        (_, at, words) => at > 0 && named.has(words.slice(0, at).join('.')) && !first.has(words.slice(0, at).join('.')),
      );
  expect(keysOf(deLater).filter((key) => isNamed(key) && !first.has(key))).toEqual([]);
});
