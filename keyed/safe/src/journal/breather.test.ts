import { expect, test } from 'vitest';
import { Breather } from './breather.ts';

const work = (ms: number) => {
  for (const until = performance.now() + ms; performance.now() < until; );
};

test('[SF33] long work lets a message in between two of its pieces, two jobs at once as well', async () => {
  const breather = new Breather();
  const seen: string[] = [];
  const { port1, port2 } = new MessageChannel();
  const answered = new Promise<void>((resolve) => {
    port1.onmessage = () => {
      seen.push('answered');
      port1.close();
      resolve();
    };
  });
  const job = async () => {
    for (let piece = 0; piece < 10; piece++) {
      if (breather.isDue) await breather.turn();
      work(4);
    }
    seen.push('done');
  };
  const jobs = [job(), job()];
  port2.postMessage('a keystroke');
  await Promise.all([answered, ...jobs]);
  expect(seen).toEqual(['answered', 'done', 'done']);
});

test('[SF33] short work is not taken apart', async () => {
  const breather = new Breather();
  expect(breather.isDue).toBe(false);
  work(15);
  expect(breather.isDue).toBe(true);
  await breather.turn();
  expect(breather.isDue).toBe(false);
});
