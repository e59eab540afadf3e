import { TEXT_BLOCK_LIMITS } from '../forms/text-block-form.ts';
import type { FoundBlock } from './find-blocks.ts';
import { isBlockKuerzel } from './kuerzel.ts';

/** First row of a file of text blocks. */
export const BLOCK_COLUMNS = ['Kürzel', 'Name', 'Text', 'Gruppen', 'Wer'] as const;

/** A block as a file has it: of the house, or for whoever reads the file in. */
export interface TableBlock extends FoundBlock {
  readonly isOwn: boolean;
}

/** What a file of text blocks holds: blocks that can be kept, and the numbers of rows that cannot (the first row is 1). */
export interface BlocksOfTable {
  readonly blocks: readonly TableBlock[];
  readonly wrongRows: readonly number[];
}

const GROUPS = ', ';
const OWN = 'nur ich';
/** Written before what a program for tables would take for a formula. */
const HARMLESS = /^'(?=[=+\-@\t\r])/;

/** Rows of a file with the given blocks; read again, they give the same blocks (TB13). */
export function tableOfBlocks(blocks: readonly TableBlock[]): readonly (readonly string[])[] {
  return [
    BLOCK_COLUMNS,
    ...blocks.map(({ kuerzel, name, text, groups, isOwn }) => [
      kuerzel,
      name,
      text,
      groups.join(GROUPS),
      isOwn ? OWN : '',
    ]),
  ];
}

/** Blocks from the rows of a file. Of two rows with one Kuerzel the later counts as wrong (TB13). */
export function blocksOfTable(rows: readonly (readonly string[])[]): BlocksOfTable {
  const blocks: TableBlock[] = [];
  const wrongRows: number[] = [];
  const taken = new Set<string>();
  for (const [at, cells] of rows.entries()) {
    const [kuerzel = '', name = '', text = '', groups = '', who = ''] = cells.map((cell) => cell.replace(HARMLESS, ''));
    const isEmpty = cells.every((cell) => cell.trim() === '');
    if (isEmpty || (at === 0 && kuerzel.trim().toLowerCase() === BLOCK_COLUMNS[0].toLowerCase())) continue;
    const block = {
      kuerzel: kuerzel.trim(),
      name: name.trim(),
      text,
      groups: groupsOf(groups),
      isOwn: who.trim().toLowerCase() === OWN,
    };
    const isRight = isWholeBlock(block) && !taken.has(nameOf(block));
    if (isRight) blocks.push(block);
    else wrongRows.push(at + 1);
    taken.add(nameOf(block));
  }
  return { blocks, wrongRows };
}

/** An own block may have the Kuerzel of one of the house. */
function nameOf({ kuerzel, isOwn }: TableBlock): string {
  return `${isOwn}.${kuerzel.toLowerCase()}`;
}

/** True for a block that can be kept (TB6). */
export function isWholeBlock({ kuerzel, name, text, groups }: FoundBlock): boolean {
  const areGroups =
    groups.length <= TEXT_BLOCK_LIMITS.groups && groups.every((one) => one.length <= TEXT_BLOCK_LIMITS.group);
  const isText = text.trim() !== '' && text.length <= TEXT_BLOCK_LIMITS.text;
  return isBlockKuerzel(kuerzel) && isText && name.length <= TEXT_BLOCK_LIMITS.name && areGroups;
}

/** Groups as they are typed, apart by commas; each once. */
export function groupsOf(text: string): readonly string[] {
  return [
    ...new Set(
      text
        .split(',')
        .map((group) => group.trim())
        .filter((group) => group !== ''),
    ),
  ];
}
