import { type CborValue, hexOf, type Id } from '@siegel/wire';
import { SeqHistory } from './seq-history.ts';

/** A unit of the org chart: where it stands, without a name. */
export interface MemberUnit {
  readonly unit: Id;
  /** Undefined: directly under the organisation (OG2). */
  readonly parent: Id | undefined;
  readonly active: boolean;
}

/** A placement in a unit; whose it is lies sealed. */
export interface MemberPlacement {
  readonly placement: Id;
  readonly unit: Id;
  readonly active: boolean;
}

type Fields = { readonly [name: string]: CborValue };

/** The fold over units and placements, as far as they lie open: what server and clients hold an entry against (OG4). */
export class OrgMembers {
  readonly #units = new SeqHistory<MemberUnit>();
  readonly #placements = new SeqHistory<MemberPlacement>();

  unitAt(unit: Id, seq: number): MemberUnit | undefined {
    return this.#units.at(hexOf(unit), seq);
  }

  /** Units, removed ones too, in the order they first came. */
  unitsAt(seq: number): readonly MemberUnit[] {
    return this.#units.latest(seq);
  }

  placementAt(placement: Id, seq: number): MemberPlacement | undefined {
    return this.#placements.at(hexOf(placement), seq);
  }

  placementsAt(seq: number): readonly MemberPlacement[] {
    return this.#placements.latest(seq);
  }

  foldUnit(seq: number, unit: Id, f: Fields): void {
    this.#units.put(hexOf(unit), seq, {
      unit,
      parent: f['parent'] as Id | undefined,
      active: f['state'] === 'active',
    });
  }

  foldPlacement(seq: number, placement: Id, f: Fields): void {
    const unit = f['unit'] as Id;
    this.#placements.put(hexOf(placement), seq, { placement, unit, active: f['state'] === 'active' });
  }

  rollback(fromSeq: number): void {
    this.#units.rollback(fromSeq);
    this.#placements.rollback(fromSeq);
  }
}
