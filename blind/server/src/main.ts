import { run } from './life/program.ts';

await run(process.argv.slice(2));
