// Builds server and web client where sources are not those of the last build, as a start does: whoever starts Siegel afterwards
// finds them built, and exchanges no file that a running server hands out.
import { buildPrograms } from './start/build-programs.ts';

const failed = await buildPrograms(
  (line) => process.stdout.write(`${line}\n`),
  (program) => program,
);
if (failed !== undefined) process.stderr.write(`${failed} ließ sich nicht bauen; siehe oben.\n`);
process.exitCode = failed === undefined ? 0 : 1;
