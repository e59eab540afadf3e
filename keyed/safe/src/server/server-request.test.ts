import { expect, test } from 'vitest';
import { askJson, type Fetch } from './server-request.ts';

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
