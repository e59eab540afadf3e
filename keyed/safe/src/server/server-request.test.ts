import { PROTOCOL_VERSION } from '@siegel/wire';
import { expect, test } from 'vitest';
import { askSequence } from './sequence-stream.ts';
import { askJson, type Fetch, sendRequest } from './server-request.ts';

const answering =
  (body: BodyInit, status = 200): Fetch =>
  () =>
    Promise.resolve(new Response(body, { status }));
const ask = (fetch: Fetch) => askJson({ base: 'https://praxis.local/v1/t/00', fetch }, 'x', { answer: 'health' });

/** A body whose line breaks after its first bytes. */
const broken = () =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"code":'));
      controller.error(new TypeError('terminated'));
    },
  });

test('[SF5, SY11] tells a line that broke inside an answer from an answer that is none', async () => {
  const codeOf = async (fetch: Fetch) => {
    const answer = await ask(fetch);
    return answer.ok ? 'ok' : answer.error.code;
  };
  expect(await codeOf(answering(broken()))).toBe('OFFLINE');
  // A refusal that was cut is not known either: it may have been another one.
  expect(await codeOf(answering(broken(), 409))).toBe('OFFLINE');
  expect(await codeOf(answering('{"code":'))).toBe('MESSAGE_MALFORMED');
  expect(await codeOf(answering('<html>', 502))).toBe('OFFLINE');
  expect(await codeOf(answering('<html>', 404))).toBe('INTERNAL');
  expect(await codeOf(answering('{"status":"ok","protocol":1,"tenants":1}'))).toBe('ok');
});

test('[SF9] gives a server up that does not answer, or stops in the middle', async () => {
  const address = (fetch: Fetch) => ({ base: 'https://praxis.local/v1/t/00', fetch, patienceMs: 40 });
  const silent: Fetch = (_, { signal }) =>
    new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    });
  const stuck = () => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(Uint8Array.of(0x81)),
    });
    return Promise.resolve(new Response(body));
  };
  const offline = { ok: false, error: { code: 'OFFLINE' } };
  expect(await askJson(address(silent), 'x', { answer: 'health' })).toEqual(offline);
  expect(await askJson(address(stuck), 'x', { answer: 'health' })).toEqual(offline);
  const stream = await askSequence(address(stuck), 'journal');
  expect(stream.ok).toBe(true);
  const items = async () => {
    if (stream.ok) for await (const some of stream.value) expect(some).toEqual([]);
  };
  await expect(items()).rejects.toThrow('SF9');
});

test('[SF9] gives a large batch the time a slow line needs', async () => {
  const startedAt = performance.now();
  const silent: Fetch = (_, { signal }) =>
    new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    });
  const address = { base: 'https://praxis.local/v1/t/00', fetch: silent, patienceMs: 10 };
  await sendRequest(address, 'append', { method: 'POST', body: new Uint8Array(3_200) });
  expect(performance.now() - startedAt).toBeGreaterThan(200);
});

test('[OF12] takes nothing from a server that speaks another protocol, also when its answer looks right', async () => {
  const speaking = (protocol: string, status = 200) =>
    ask(async () => {
      const body = '{"status":"ok","protocol":2,"tenants":1}';
      return new Response(body, { status, headers: { 'siegel-protocol': protocol } });
    });
  expect(await speaking(String(PROTOCOL_VERSION))).toMatchObject({ ok: true });
  for (const status of [200, 409, 500]) {
    expect(await speaking(String(PROTOCOL_VERSION + 1), status)).toMatchObject({
      error: { code: 'PROTOCOL_OUTDATED' },
    });
    expect(await speaking(String(PROTOCOL_VERSION - 1), status)).toMatchObject({ error: { code: 'SERVER_OUTDATED' } });
  }
  expect(await speaking('neu')).toMatchObject({ error: { code: 'PROTOCOL_OUTDATED' } });
});
