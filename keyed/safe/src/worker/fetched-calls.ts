import type { CallForms } from '../channel/call-form.ts';

/** Calls of which the first one fetches the code, once: what nobody needs in the first second does not start with the worker. For
 *  calls with an answer only; a watch has to be there at once. */
export function fetchedCalls<Api extends object>(forms: CallForms<Api>, fetch: () => Promise<Api>): Api {
  let fetched: Promise<Api> | undefined;
  const calls = Object.keys(forms).map((name) => [
    name,
    async (...args: readonly unknown[]): Promise<unknown> => {
      fetched ??= fetch();
      // Without a line at the first call, the next one tries again.
      fetched.catch(() => (fetched = undefined));
      const api = (await fetched) as Readonly<Record<string, (...given: readonly unknown[]) => unknown>>;
      return api[name]?.(...args);
    },
  ]);
  return Object.fromEntries(calls) as Api;
}
