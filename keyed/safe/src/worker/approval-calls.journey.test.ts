import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EMPTY_BROWSER } from '../../test-support/empty-browser.ts';
import { must, PASSWORD, Practice } from '../../test-support/practice.ts';
import type { OwnApproval } from '../channel/approval-api.ts';
import { MOST_ATTEMPTS } from '../safe/approval-attempts.ts';
import { closeBox } from '../safe/approval-box.ts';
import { approvalRequests, compareWithDevice } from '../safe/approve-device.ts';
import { createSafeService } from './safe-service.ts';

let server: ServerProcess;
let folder: string;
let practice: Practice;

beforeAll(async () => {
  server = await spawnServer();
  folder = await mkdtemp(join(tmpdir(), 'siegel-approval-calls-'));
  practice = await Practice.found({ origin: server.url, foundingToken: await server.foundingToken(), folder });
}, 60_000);

afterAll(async () => {
  await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
  await rm(server.directory, { recursive: true, force: true });
});

test('[DV7] a new browser shows words five times within an hour, and then no more', async () => {
  let nowMs = Date.now();
  const newcomer = createSafeService({
    ...EMPTY_BROWSER,
    origin: server.url,
    fetch,
    pagesOf: () => practice.pagesIn('newcomer'),
    now: () => nowMs,
    clientVersion: '0.1.0',
    browserName: 'Firefox, Windows',
  });
  /** Asks until it has failed; `onWaiting` plays the other device. */
  const ask = async (onWaiting: () => void): Promise<readonly OwnApproval[]> => {
    const steps: OwnApproval[] = [];
    await new Promise<void>((resolve) => {
      newcomer.watchOwnApproval({ account: 'lindner', password: PASSWORD }, (step) => {
        steps.push(step);
        if (step.step === 'waiting') onWaiting();
        if (step.step === 'failed') resolve();
      });
    });
    return steps;
  };
  const compareAndRefuse = async () => {
    const [request] = must(await approvalRequests(practice.desk));
    const compared = must(await compareWithDevice(practice.desk, request?.approval ?? ''));
    expect(compared.proposedName).toBe('Firefox, Windows');
    // Only after the words were shown: this is what counts.
    await new Promise((resolve) => setTimeout(resolve, 600));
    await compared.refuse();
  };
  for (let tries = 0; tries < MOST_ATTEMPTS; tries++) {
    const steps = await ask(() => void compareAndRefuse());
    expect(steps.map(({ step }) => step)).toEqual(['asking', 'waiting', 'words', 'failed']);
    expect(steps.at(-1)).toEqual({ step: 'failed', code: 'APPROVAL_ENDED' });
  }
  const nobody = () => expect.unreachable('nothing is asked of the other device');
  expect(await ask(nobody)).toEqual([{ step: 'asking' }, { step: 'failed', code: 'APPROVAL_PAUSED' }]);
  nowMs += 60 * 60 * 1000;
  const closeIt = async () => {
    const [request] = must(await approvalRequests(practice.desk));
    await closeBox(practice.desk.given.address, request?.approval ?? '');
  };
  expect((await ask(() => void closeIt())).at(-1)).toEqual({ step: 'failed', code: 'APPROVAL_ENDED' });
});
