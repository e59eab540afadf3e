import { parentPort } from 'node:worker_threads';
import { verifyNow } from './ed25519.ts';
import { unpackChecks } from './verify-packing.ts';

// Answers every message of packed checks with one verdict byte per check, in order.
parentPort?.on('message', (packed: Uint8Array) => {
  const verdicts = unpackChecks(packed).map(({ publicKey, message, signature }) =>
    verifyNow(publicKey, message, signature) ? 1 : 0,
  );
  parentPort?.postMessage(Uint8Array.from(verdicts));
});
