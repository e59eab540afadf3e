/** The part of the browser's Trusted Types that is used here. Source: W3C Trusted Types §3. */
export interface TrustedTypesFactory {
  createPolicy(name: string, rules: PolicyRules): unknown;
}

interface PolicyRules {
  createHTML(text: string): string;
  createScriptURL(url: string): string;
}

const OWN_WORKER = /^\/(?:assets\/(?:safe|pdf)-worker-[\w-]+|service-worker)\.js$/;

/** Text that a browser reads as text in every place: no tag and no character reference can begin in it. */
export function isMarkupFree(text: string): boolean {
  return !/[<&]/.test(text);
}

/** True for the addresses of the two workers of this very client: same origin, a hashed file under /assets or the one service
 *  worker. */
export function isOwnWorker(url: string, origin: string): boolean {
  if (!URL.canParse(url, origin)) return false;
  const { origin: from, pathname, search } = new URL(url, origin);
  return from === origin && search === '' && OWN_WORKER.test(pathname);
}

/** Installs the default policy under `require-trusted-types-for 'script'`: style text passes, markup never; the only
 *  script addresses that pass are those of the own workers. Everything else throws TypeError in the browser. Source: docs/spec/web.md WB51. */
export function installTrustedTypes(factory: TrustedTypesFactory | undefined, origin: string): void {
  factory?.createPolicy('default', {
    createHTML(text) {
      if (isMarkupFree(text)) return text;
      throw new TypeError('markup is not put into the page');
    },
    createScriptURL(url) {
      if (isOwnWorker(url, origin)) return url;
      throw new TypeError('only the own workers are started');
    },
  });
}
