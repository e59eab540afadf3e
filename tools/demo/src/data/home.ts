import type { Address } from './address.ts';
import type { Origin } from './family-names.ts';
import type { Insurer } from './insurance.ts';

/** What the members of one household share. */
export type Home = {
  readonly origin: Origin;
  readonly language: string;
  readonly familienname: string;
  readonly address: Address;
  readonly landline: string;
  readonly insurer: Insurer;
  /** Who speaks for the children. */
  readonly parent?: { readonly role: 'Mutter' | 'Vater'; readonly name: string; readonly telefon: string };
};
