import type { Relation } from '@siegel/akten';
import type { PersonRow } from './search-api.ts';

/** A relation where it stands: `art` is what `otherId` is to `personId`. */
export interface RelationWish {
  readonly personId: string;
  readonly otherId: string;
  readonly relation: Relation;
}

/** A relation as it is shown with a person. */
export interface RelationView {
  readonly other: PersonRow;
  /** What the other is to the person shown. */
  readonly relation: Relation;
  /** Where it stands and how; what `removeRelation` takes. */
  readonly stands: RelationWish;
}
