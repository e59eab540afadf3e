import type { startSafeWorker as Start } from '@siegel/safe/worker';

// The worker that alone holds keys and opened content; the page sends it calls and renders its answers.
declare const __CLIENT_VERSION__: string;
/** Origin of the server this client was built for; empty: the one that serves it. */
declare const __CLIENT_SERVER__: string;

// The safe takes a moment to load, and the page calls at once: calls that came before it listens wait here. The listener must
// stand before the first wait of this module, or the browser drops them.
const early: MessageEvent[] = [];
const collect = (event: MessageEvent) => void early.push(event);
self.addEventListener('message', collect);

const { startSafeWorker } = await import('@siegel/safe/worker');
const scope = self as unknown as Parameters<typeof Start>[0];
await startSafeWorker(scope, { origin: __CLIENT_SERVER__ || self.location.origin, clientVersion: __CLIENT_VERSION__ });
self.removeEventListener('message', collect);
for (const event of early) self.dispatchEvent(new MessageEvent('message', { data: event.data }));
