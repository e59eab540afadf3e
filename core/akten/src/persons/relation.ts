/** How two persons of the house belong together, read from the one whose record says it: `mutter` = the other is the mother. */
export const RELATIONS = [
  'mutter',
  'vater',
  'elternteil',
  'kind',
  'ehe',
  'partner',
  'geschwister',
  'grosselternteil',
  'enkelkind',
  'lebtMit',
  'betreut',
  'wirdBetreut',
  'sonstige',
] as const;
/** One of `RELATIONS`. */
export type Relation = (typeof RELATIONS)[number];

const OTHER_SIDE: Readonly<Record<Relation, Relation>> = {
  // The record of the child does not say what the child is to others than a child.
  mutter: 'kind',
  vater: 'kind',
  elternteil: 'kind',
  kind: 'elternteil',
  ehe: 'ehe',
  partner: 'partner',
  geschwister: 'geschwister',
  grosselternteil: 'enkelkind',
  enkelkind: 'grosselternteil',
  lebtMit: 'lebtMit',
  betreut: 'wirdBetreut',
  wirdBetreut: 'betreut',
  sonstige: 'sonstige',
};

/** The same relation read from the other person (PE26). */
export function otherSideOf(relation: Relation): Relation {
  return OTHER_SIDE[relation];
}
