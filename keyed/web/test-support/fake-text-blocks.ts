import type { TextBlockApi, TextBlockView } from '@siegel/safe';
import { ok } from '@siegel/wire';
import type { FakeWorld } from './fake-world.ts';

const FIRST: readonly (readonly [kuerzel: string, name: string, text: string, group: string])[] = [
  ['rr', 'Blutdruck', 'RR ___/___ mmHg, Puls ___/min.', 'Messwerte'],
  ['gs', 'Gruß', 'Gute Besserung!', 'Sprechstunde'],
];

/** Text blocks of the fake safe. */
export function fakeTextBlocks(world: FakeWorld): TextBlockApi {
  const idOf = (number: number) => `f${String(number).padStart(31, '0')}`;
  let blocks: readonly TextBlockView[] = FIRST.map(([kuerzel, name, text, group], at) => {
    return { blockId: idOf(at), kuerzel, name, text, groups: [group], isOwn: false };
  });
  const gone = new Map<string, TextBlockView>();
  let made = FIRST.length;
  const tell = () => world.setStatus({ journalSize: world.status.journalSize + 1 });
  return {
    textBlocks: async () => ok({ blocks, mayWrite: true, unreadable: 0 }),
    async saveTextBlocks(drafts) {
      const saved = drafts.map((draft) => ({ ...draft, blockId: draft.blockId ?? idOf(made++) }));
      const ids = saved.map(({ blockId }) => blockId);
      blocks = [...blocks.filter(({ blockId }) => !ids.includes(blockId)), ...saved];
      tell();
      return ok(ids);
    },
    async setTextBlockUse(blockId, isUsed) {
      const block = isUsed ? gone.get(blockId) : blocks.find((one) => one.blockId === blockId);
      blocks = blocks.filter((one) => one.blockId !== blockId);
      if (block !== undefined && isUsed) blocks = [...blocks, block];
      if (block !== undefined) gone.set(blockId, block);
      tell();
      return ok(true);
    },
  };
}
