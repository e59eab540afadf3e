import { readdir } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { BenchOptions, Figure } from './figure.ts';

type Measure = (options: BenchOptions) => Promise<readonly Figure[]>;

const here = new URL('./figures/', import.meta.url);

/** `npm run bench -- NAME... [--count N] [--persons N] [--house FOLDER]`: one JSON line per figure; without a name, every bench after the other. `--count`: how many entries
 *  a bench is to take that can take any number. `--persons`, `--house`: how large a seeded house is, and where it is kept. */
async function main(args: readonly string[]): Promise<number> {
  const { positionals: names, values } = parseArgs({
    args: [...args],
    options: { count: { type: 'string' }, persons: { type: 'string' }, house: { type: 'string' } },
    allowPositionals: true,
  });
  const options: BenchOptions = {
    ...(values.count === undefined ? {} : { count: Number(values.count) }),
    ...(values.persons === undefined ? {} : { persons: Number(values.persons) }),
    ...(values.house === undefined ? {} : { house: values.house }),
  };
  const known = (await readdir(here))
    .filter((file) => /^[a-z0-9-]+\.ts$/.test(file))
    .map((file) => file.replace('.ts', ''));
  const wanted = names.length > 0 ? names : known;
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    console.error(`No such bench: ${unknown.join(', ')}. There are: ${known.join(', ')}.`);
    return 2;
  }
  console.log(
    JSON.stringify({
      machine: cpus()[0]?.model,
      cores: cpus().length,
      node: process.version,
      load: loadavg()[0]?.toFixed(1),
    }),
  );
  for (const name of wanted) {
    const exported = (await import(new URL(`${name}.ts`, here).href)) as Record<string, unknown>;
    const [measure] = Object.values(exported).filter((value) => typeof value === 'function');
    if (measure === undefined) throw new Error(`bench ${name} exports no function`);
    for (const figure of await (measure as Measure)(options)) console.log(JSON.stringify(figure));
  }
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
