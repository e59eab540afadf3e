/** A text that came back into its field, and the ways to be rid of it and to have it again. */
export interface RestoredDraft {
  readonly of: string;
  readonly text: string;
  readonly discard: () => void;
  readonly giveBack: () => void;
}

let restored: readonly RestoredDraft[] = [];
const watchers = new Set<() => void>();

function change(newest: readonly RestoredDraft[]): void {
  restored = newest;
  for (const watcher of watchers) watcher();
}

/** Texts that came back, while their fields are on screen and nobody has put the word of it away. */
export const restoredDrafts = {
  /** The one that came back last. */
  newest: (): RestoredDraft | undefined => restored.at(-1),
  watch: (watcher: () => void): (() => void) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  },
  say: (draft: RestoredDraft): void => change([...restored, draft]),
  forget(of: string): void {
    if (restored.some((draft) => draft.of === of)) change(restored.filter((draft) => draft.of !== of));
  },
} as const;
