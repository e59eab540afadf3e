import { engine } from '#engine';

/** Gives `length` random bytes. Injected wherever a value ends in a wire object, so that vectors repeat to the byte;
 *  programs leave the default. */
export type Random = (length: number) => Uint8Array;

/** The platform's generator (getrandom, getRandomValues); the only source of randomness in a program. */
export const platformRandom: Random = (length) => engine.randomBytes(length);
