// Stands in place of the product's worker in tests of the page. Tests steer it over a broadcast channel.
import { createFakeSafe, type FakeOrder } from './fake-safe.ts';
import { serveSafe, type WorkerPort } from './serve-safe.ts';

const { api, order } = createFakeSafe(Date.now);
new BroadcastChannel('siegel-fake-safe').addEventListener('message', ({ data }: MessageEvent<FakeOrder>) =>
  order(data),
);
serveSafe(globalThis as unknown as WorkerPort, api);
