import { startSafeWorker } from '@siegel/safe/worker';

// The worker that alone holds keys and opened content; the page sends it calls and renders its answers.
declare const __CLIENT_VERSION__: string;

const scope = self as unknown as Parameters<typeof startSafeWorker>[0];
// Calls that arrive while the safe is being made wait here: a message without a listener would be lost.
const early: MessageEvent[] = [];
const collect = (event: MessageEvent) => void early.push(event);
self.addEventListener('message', collect);
await startSafeWorker(scope, { origin: self.location.origin, clientVersion: __CLIENT_VERSION__ });
self.removeEventListener('message', collect);
for (const event of early) self.dispatchEvent(new MessageEvent('message', { data: event.data }));
