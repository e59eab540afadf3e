// Does the tasks of docs/spec/clicks.md in the demo practice and counts. With `--write` the table is written, without it compared: more
// keys or clicks than it says end with 1. Further arguments: only these tasks.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { runTasks } from './run-tasks.ts';
import { medianKeys, rowsOf, withRows, worse } from './table.ts';

const DOCUMENT = fileURLToPath(new URL('../../../docs/spec/clicks.md', import.meta.url));

const args = process.argv.slice(2);
const named = args.filter((arg) => !arg.startsWith('--'));
const say = (line: string) => process.stdout.write(`${line}\n`);
const rows = await runTasks(named, ({ id, title, keys, clicks, letters, seconds }) =>
  say(`${id} ${title}: ${keys} keys, ${clicks} clicks, ${letters} letters, ${seconds.toFixed(1)} s`),
);
say(`median ${medianKeys(rows)} keys, ${rows.filter(({ clicks }) => clicks > 0).length} tasks with the mouse`);
const document = await readFile(DOCUMENT, 'utf8');
if (args.includes('--write')) await writeFile(DOCUMENT, withRows(document, rows));
const before = rowsOf(document).filter(({ id }) => named.length === 0 || named.includes(id));
const found = args.includes('--write') ? [] : worse(before, rows);
for (const line of found) say(line);
process.exitCode = found.length === 0 ? 0 : 1;
