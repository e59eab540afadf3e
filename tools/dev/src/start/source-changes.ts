import { watch } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './settings.ts';

const QUIET_MS = 300;
const NOT_THE_SERVERS = /(?:^|\/)(?:dist|node_modules)\/|\.(?:test|bench)\.ts$/;

/** Calls `restart` when a source of the server, or the built web page, has changed and nothing more came for a moment. */
export function onSourceChange(restart: () => Promise<void>): void {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(restart);
    }, QUIET_MS);
  };
  for (const folder of ['core', 'blind'])
    watch(join(ROOT, folder), { recursive: true }, (_, name) => {
      if (name?.endsWith('.ts') === true && !NOT_THE_SERVERS.test(name)) later();
    });
  watch(join(ROOT, 'keyed/web/dist'), (_, name) => {
    if (name === 'index.html') later();
  });
}
