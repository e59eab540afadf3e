import { rm } from 'node:fs/promises';
import { spawnServer } from '@siegel/testing';
import { expect, test } from 'vitest';
import { runFreigabeModel } from './freigabe-model.ts';
import { runFreigabeOnServer } from './freigabe-on-server.ts';

const STEPS = Number(process.env['SIEGEL_MODEL_STEPS'] ?? 3_000);
const SEED =
  process.env['SIEGEL_MODEL_SEED'] ?? (process.env['SIEGEL_NIGHT'] === undefined ? 'freigabe' : String(Date.now()));
/** This share of the steps goes to a real server process once more. */
const SERVER_SHARE = 0.05;

test(`[F1] [A7] [FG2] [FG4] [FG5] [FG7] [FG8] ${STEPS} random steps find no way past a Freigabe, in the rules and in a client`, async () => {
  console.info(`seed ${SEED}`);
  const { taken, refused, released, differences } = await runFreigabeModel(SEED, STEPS);
  console.info(`${taken} batches taken, ${refused} refused, ${released} records released`);
  expect(differences.slice(0, 5)).toEqual([]);
  // A run that draws nothing worth drawing proves nothing.
  expect(Math.min(taken, refused)).toBeGreaterThan(STEPS / 8);
  expect(released).toBeGreaterThan(STEPS / 100);
}, 3_600_000);

test('[F1] [A7] [FG7] hand-made requests to a real server process find no way past a Freigabe either', async () => {
  const server = await spawnServer();
  try {
    const steps = Math.ceil(STEPS * SERVER_SHARE);
    const { taken, differences } = await runFreigabeOnServer(server, SEED, steps);
    console.info(`${steps} requests, ${taken} taken`);
    expect(differences.slice(0, 5)).toEqual([]);
    expect(taken).toBeGreaterThan(steps / 8);
  } finally {
    await server.end('SIGKILL');
    await rm(server.directory, { recursive: true, force: true });
  }
}, 3_600_000);
