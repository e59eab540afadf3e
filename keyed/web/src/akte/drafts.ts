import type { KeptDraft } from '@siegel/safe';

/** What is typed and not sent yet: for a new Eintrag, or for the change of one. */
export type Draft = KeptDraft;

/** The drafts of whoever is signed in, by person (command line) or by record (change in place). Every change is handed to the
 *  safe, which keeps it sealed on this device: drafts outlast lock, reload, and the end of a session (DV40). */
export interface Drafts {
  readonly get: (of: string) => Draft | undefined;
  readonly keep: (of: string, draft: Draft | undefined) => void;
  /** Forgets all of them in the page; what the safe keeps stays. */
  readonly clear: () => void;
  /** Takes up what the safe has kept. */
  readonly restore: (kept: readonly (readonly [of: string, draft: Draft])[]) => void;
  /** Persons and records with a draft; the same array until something changes. */
  readonly list: () => readonly string[];
  readonly watch: (changed: () => void) => () => void;
}

/** Makes an empty collection of drafts. A draft without text counts as none. */
export function createDrafts(persist: (of: string, draft: Draft | undefined) => void = () => undefined): Drafts {
  const draftsById = new Map<string, Draft>();
  const watchers = new Set<() => void>();
  let ids: readonly string[] = [];
  const changed = () => {
    ids = [...draftsById.keys()];
    for (const watcher of watchers) watcher();
  };
  return {
    get: (of) => draftsById.get(of),
    keep(of, draft) {
      const had = draftsById.has(of);
      const kept = draft === undefined || draft.text.trim() === '' ? undefined : draft;
      if (kept === undefined) draftsById.delete(of);
      else draftsById.set(of, kept);
      if (kept !== undefined || had) persist(of, kept);
      if (had !== draftsById.has(of)) changed();
    },
    clear() {
      draftsById.clear();
      changed();
    },
    restore(kept) {
      draftsById.clear();
      for (const [of, draft] of kept) draftsById.set(of, { ...draft, kuerzel: draft.kuerzel });
      changed();
    },
    list: () => ids,
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
}
