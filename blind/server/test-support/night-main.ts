// A server in a process of its own whose nights pass at once, to be killed in the middle of its plan. Arguments: the data folder of a server
// before, and how far its clock is ahead. Prints its url, then a line for each look.
import { setTimeout as pause } from 'node:timers/promises';
import { startForTest } from '../src/life/start-for-test.ts';

const DAY_MS = 86_400_000;
const [directory = '', ahead = '0'] = process.argv.slice(2);

const server = await startForTest({ directory, aheadMs: Number(ahead) });
process.stdout.write(`${JSON.stringify({ url: server.url })}\n`);
for (;;) {
  server.advance(DAY_MS);
  await server.context.planner.look();
  process.stdout.write(`${JSON.stringify({ now: server.context.world.now() })}\n`);
  await pause(1);
}
