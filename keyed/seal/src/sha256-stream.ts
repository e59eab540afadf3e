import { engine } from '#engine';
import type { Sha256Stream } from './engine/engine.ts';

/** SHA-256 over the pieces of something too large to be held. */
export async function platformSha256Stream(): Promise<Sha256Stream> {
  return engine.createSha256();
}
