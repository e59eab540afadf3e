/** What blocks are found by. */
export interface FoundBlock {
  readonly kuerzel: string;
  readonly name: string;
  readonly text: string;
  readonly groups: readonly string[];
}

/** Blocks that hold every word of a query in Kuerzel, name, group or text; those whose Kuerzel begins with it come first, then those
 *  whose name holds it (TB9). Without a query all of them, in the order given. */
export function findBlocks<B extends FoundBlock>(blocks: readonly B[], query: string): readonly B[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return blocks;
  const words = wanted.split(/\s+/);
  const ranked = blocks.flatMap((block) => {
    const all = [block.kuerzel, block.name, ...block.groups, block.text].join('\n').toLowerCase();
    return words.every((word) => all.includes(word)) ? [{ block, rank: rankOf(block, wanted) }] : [];
  });
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ block }) => block);
}

/** Blocks whose Kuerzel begins with what was typed, the shortest first (TB8). */
export function beginsWith<B extends FoundBlock>(blocks: readonly B[], typed: string): readonly B[] {
  const wanted = typed.toLowerCase();
  return blocks
    .filter(({ kuerzel }) => kuerzel.toLowerCase().startsWith(wanted))
    .toSorted((a, b) => a.kuerzel.length - b.kuerzel.length);
}

function rankOf({ kuerzel, name }: FoundBlock, wanted: string): number {
  if (kuerzel.toLowerCase().startsWith(wanted)) return 0;
  return name.toLowerCase().includes(wanted) ? 1 : 2;
}
