/** Resources of one kind, and whether all of them are needed or whichever is free. */
export interface NeedGroup {
  readonly mode: 'any' | 'all';
  readonly resources: readonly string[];
}

/** What groups of resources ask for, as a search takes it: of each need one (TE60). All of three are three needs, any of three is one. */
export function needsOfGroups(groups: readonly NeedGroup[]): readonly (readonly string[])[] {
  return groups.flatMap(({ mode, resources }) => {
    if (resources.length === 0) return [];
    return mode === 'any' ? [resources] : resources.map((resource) => [resource]);
  });
}

/** The groups behind needs, one per `kindOf`; undefined where a need says more than a group can, for instance one of two kinds. */
export function groupOfNeeds(
  needs: readonly (readonly string[])[],
  isOfGroup: (resource: string) => boolean,
): NeedGroup | undefined {
  const own = needs.filter((need) => need.some(isOfGroup));
  const [first] = own;
  if (first === undefined) return { mode: 'any', resources: [] };
  if (!own.every((need) => need.every(isOfGroup))) return undefined;
  if (own.length === 1) return { mode: 'any', resources: first };
  return own.every((need) => need.length === 1) ? { mode: 'all', resources: own.flat() } : undefined;
}
