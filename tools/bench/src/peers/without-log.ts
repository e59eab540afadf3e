import { registerHooks } from 'node:module';

/** Preloaded into a second server: the same program with the log and the rights of a fetch or a write taken out, to be measured beside
 *  the real one. It lives in this folder only. */
const STUBS: Readonly<Record<string, string>> = {
  '/blind/server/dist/fetch/deliver.js': new URL('./stub-deliver.ts', import.meta.url).href,
  '/blind/server/dist/fetch/akte-access.js': new URL('./stub-akte-access.ts', import.meta.url).href,
  '/core/akten/dist/rights/may-append.js': new URL('./stub-may-append.ts', import.meta.url).href,
};

registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    const stub = Object.entries(STUBS).find(([path]) => found.url.endsWith(path))?.[1];
    return stub === undefined ? found : { ...found, url: stub, format: 'module-typescript' };
  },
});
