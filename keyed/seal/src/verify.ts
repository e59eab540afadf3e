import { strictVerify } from '@siegel/journal';
import { engine } from '#engine';

/** Ed25519 of this platform behind the one strict rule (JT20), so that Node and browsers agree on every vector. */
export const platformVerify = strictVerify((publicKey, message, signature) =>
  engine.verifyEd25519(publicKey, message, signature),
);
