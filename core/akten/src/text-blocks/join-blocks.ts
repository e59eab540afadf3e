import type { TextBlock } from './expand.ts';

/** Several blocks as one text, in the order they were chosen: behind each other, below each other once one of them has lines (TB20). */
export function joinBlocks(blocks: readonly TextBlock[]): TextBlock {
  const texts = blocks.map(({ text }) => text.trim());
  const between = texts.some((text) => text.includes('\n')) ? '\n' : ' ';
  return { kuerzel: blocks[0]?.kuerzel ?? '', text: texts.join(between) };
}

/** Blocks under the names of their groups, groups by name, those without one last; a block of several groups stands in each. */
export function byGroup<B extends { readonly groups: readonly string[] }>(
  blocks: readonly B[],
): readonly { readonly group: string; readonly blocks: readonly B[] }[] {
  const named = new Map<string, B[]>();
  for (const block of blocks)
    for (const group of block.groups.length === 0 ? [''] : block.groups)
      named.set(group, [...(named.get(group) ?? []), block]);
  return [...named]
    .map(([group, some]) => ({ group, blocks: some }))
    .toSorted((a, b) => Number(a.group === '') - Number(b.group === '') || a.group.localeCompare(b.group, 'de'));
}
