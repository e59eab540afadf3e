import { readdir } from 'node:fs/promises';
import { cpus } from 'node:os';
import type { Figure } from './figure.ts';

const here = new URL('./figures/', import.meta.url);

/** `npm run bench -- NAME...`: one JSON line per figure; without a name, every bench after the other. */
async function main(names: readonly string[]): Promise<number> {
  const known = (await readdir(here))
    .filter((file) => /^[a-z0-9-]+\.ts$/.test(file))
    .map((file) => file.replace('.ts', ''));
  const wanted = names.length > 0 ? names : known;
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    console.error(`No such bench: ${unknown.join(', ')}. There are: ${known.join(', ')}.`);
    return 2;
  }
  console.log(JSON.stringify({ machine: cpus()[0]?.model, cores: cpus().length, node: process.version }));
  for (const name of wanted) {
    const exported = (await import(new URL(`${name}.ts`, here).href)) as Record<string, unknown>;
    const [measure] = Object.values(exported).filter((value) => typeof value === 'function');
    if (measure === undefined) throw new Error(`bench ${name} exports no function`);
    for (const figure of await (measure as () => Promise<readonly Figure[]>)()) console.log(JSON.stringify(figure));
  }
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
