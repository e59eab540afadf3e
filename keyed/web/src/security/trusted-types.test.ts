import { expect, test } from 'vitest';
import { installTrustedTypes, isMarkupFree, isOwnWorker } from './trusted-types.ts';

const ORIGIN = 'https://praxis.example';

function installed() {
  let rules: { createHTML(text: string): string; createScriptURL(url: string): string } | undefined;
  const names: string[] = [];
  installTrustedTypes(
    {
      createPolicy(name, given) {
        names.push(name);
        rules = given;
      },
    },
    ORIGIN,
  );
  if (rules === undefined) throw new Error('no policy was made');
  return { names, rules };
}

test('[WB51] lets style text pass and refuses markup', () => {
  const { names, rules } = installed();
  expect(names).toEqual(['default']);
  const style = ':root{--a:1}@media (min-width: 62em) {.b > .c {display: none !important;}}';
  expect(rules.createHTML(style)).toBe(style);
  for (const markup of ['<img src=x onerror=alert(1)>', 'a<b', '&lt;script&gt;', '</style><script>']) {
    expect(() => rules.createHTML(markup)).toThrow(TypeError);
    expect(isMarkupFree(markup)).toBe(false);
  }
});

test('[WB51] starts the own worker and no other script', () => {
  const { rules } = installed();
  expect(rules.createScriptURL(`${ORIGIN}/assets/safe-worker-D5MK_fh-.js`)).toContain('/assets/safe-worker-');
  expect(rules.createScriptURL('/service-worker.js')).toBe('/service-worker.js');
  for (const url of [
    'https://evil.example/assets/safe-worker-D5MK.js',
    '/assets/safe-worker-D5MK.js?x=1',
    '/assets/safe-worker-D5MK.js/../other.js',
    '/assets/index-D5MK.js',
    '/assets/service-worker.js',
    '/service-worker.js?x=1',
    'blob:https://praxis.example/1',
    'data:text/javascript,alert(1)',
    'http://[',
  ]) {
    expect([url, isOwnWorker(url, ORIGIN)]).toEqual([url, false]);
    expect(() => rules.createScriptURL(url)).toThrow(TypeError);
  }
});

test('[WB51] does without where the browser knows no Trusted Types', () => {
  expect(() => installTrustedTypes(undefined, ORIGIN)).not.toThrow();
});
