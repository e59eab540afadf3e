import { expect, test } from 'vitest';
import { askForDemo, readDemoNotice } from './demo-notice.ts';

const ORIGIN = 'https://praxis.example';

test('[WB10] takes a demonstration only from {demo: true} with an http address', () => {
  expect(readDemoNotice({ demo: true, page: '/vorfuehrung' }, ORIGIN)).toEqual({ page: `${ORIGIN}/vorfuehrung` });
  expect(readDemoNotice({ demo: true, page: 'http://localhost:8081/' }, ORIGIN)).toEqual({
    page: 'http://localhost:8081/',
  });
  for (const answer of [
    null,
    'demo',
    {},
    { demo: 'true', page: '/' },
    { demo: true, page: 'javascript:alert(1)' },
    { demo: true, page: 'http://[' },
  ]) {
    expect([answer, readDemoNotice(answer, ORIGIN)]).toEqual([answer, undefined]);
  }
});

test('[WB10] takes a refusal, nonsense and no server for no demonstration', async () => {
  const answers = [
    async () => new Response('{"demo":true,"page":"/x"}', { status: 404 }),
    async () => new Response('<html>'),
    async () => Promise.reject(new TypeError('offline')),
  ];
  for (const answer of answers) expect(await askForDemo(answer, ORIGIN)).toBeUndefined();
  const yes = async () => new Response('{"demo":true,"page":"/x"}');
  expect(await askForDemo(yes, ORIGIN)).toEqual({ page: `${ORIGIN}/x` });
});
