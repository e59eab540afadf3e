// Serves Siegel on this machine: builds what changed, starts the server, seeds the demo practice once by a client of its own,
// and starts the demo page. Ends with everything it started. `--watch` restarts the server when a source changes.
// PORT (8420), SIEGEL_DATA (./data), SIEGEL_DEMO (off, small, on, large). Its own words go to stderr, the addresses to stdout.
import { Start, StartFailed } from './start/start-siegel.ts';
import { readSettings } from './start/settings.ts';

const say = (line: string) => void process.stderr.write(`siegel: ${line}\n`);

const settings = readSettings(process.env);
if (typeof settings === 'string') {
  say(settings);
  process.exit(2);
}
const start = new Start(settings, process.argv.includes('--watch'), say);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => void start.end().then(() => process.exit(0)));
await start.run().catch(async (error: unknown) => {
  await start.end();
  if (!(error instanceof StartFailed)) throw error;
  say(error.message);
  process.exit(1);
});
