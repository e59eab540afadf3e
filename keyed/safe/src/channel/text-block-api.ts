import type { FoundBlock } from '@siegel/akten';
import type { Result } from '@siegel/wire';
import type { CallForms } from './call-form.ts';

/** Text blocks of the house and the own ones (docs/spec/text-blocks.md). */
export interface TextBlockApi {
  textBlocks(): Promise<Result<TextBlocksView>>;
  /** Enters or changes blocks, each as its own entry; @returns their ids in the same order. TEXT_BLOCK_WRONG, TEXT_BLOCK_THERE,
   *  RIGHT_MISSING, GROUP_KEY_MISSING, OFFLINE, ENTRY_STALE. */
  saveTextBlocks(drafts: readonly TextBlockDraft[]): Promise<Result<readonly string[]>>;
  /** Takes a block away, or brings it back as it was. */
  setTextBlockUse(blockId: string, isUsed: boolean): Promise<Result<true>>;
}

export const TEXT_BLOCK_CALLS = {
  textBlocks: 'result',
  saveTextBlocks: 'result',
  setTextBlockUse: 'result',
} as const satisfies CallForms<TextBlockApi>;

/** One text block. */
export interface TextBlockView extends FoundBlock {
  readonly blockId: string;
  /** Only this user opens it (TB5). */
  readonly isOwn: boolean;
}

export interface TextBlocksView {
  /** In the order of their Kuerzel, own ones first where two have the same. */
  readonly blocks: readonly TextBlockView[];
  readonly mayWrite: boolean;
  /** Blocks of the house, and own ones, that do not open here. */
  readonly unreadable: number;
}

/** A block to enter or change; without an id it is new. Whose it is stays as it began. */
export interface TextBlockDraft extends FoundBlock {
  readonly blockId?: string;
  readonly isOwn: boolean;
}
