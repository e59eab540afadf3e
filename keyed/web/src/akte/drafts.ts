import type { KeptDraft } from '@siegel/safe';
import type { AkteFilter } from './akte-lines.ts';
import type { Failure } from '@siegel/wire';

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
  /** The draft that came back with its user, the first time it is asked for; undefined for what was typed since. */
  readonly takeRestored: (of: string) => Draft | undefined;
  /** Persons and records with a draft; the same array until something changes. */
  readonly list: () => readonly string[];
  readonly watch: (changed: () => void) => () => void;
  /** What else the page remembers of them, and forgets with them: the line sent last, and the filter of each open Akte. */
  readonly memory: DraftMemory;
}

/** Why a line was not done: what the server or the safe said, or what is wrong with the line. */
export type Refusal = Failure | string;

/** Kept in the page alone. */
export interface DraftMemory {
  lastLine: Draft | undefined;
  /** Lines that are being saved, and why others were not (AL10, AL11). */
  readonly onWay: Set<string>;
  readonly refusals: Map<string, Refusal>;
  readonly filters: Map<string, AkteFilter>;
}

/** Makes an empty collection of drafts. A draft without text counts as none. */
export function createDrafts(persist: (of: string, draft: Draft | undefined) => void = () => undefined): Drafts {
  const draftsById = new Map<string, Draft>();
  const restoredIds = new Set<string>();
  const watchers = new Set<() => void>();
  let ids: readonly string[] = [];
  const memory: DraftMemory = { lastLine: undefined, onWay: new Set(), refusals: new Map(), filters: new Map() };
  const changed = () => {
    ids = [...draftsById.keys()];
    for (const watcher of watchers) watcher();
  };
  return {
    memory,
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
      restoredIds.clear();
      memory.lastLine = undefined;
      for (const part of [memory.filters, memory.onWay, memory.refusals]) part.clear();
      changed();
    },
    restore(kept) {
      draftsById.clear();
      restoredIds.clear();
      for (const [of, draft] of kept) {
        draftsById.set(of, { ...draft, kuerzel: draft.kuerzel });
        restoredIds.add(of);
      }
      changed();
    },
    takeRestored: (of) => (restoredIds.delete(of) ? draftsById.get(of) : undefined),
    list: () => ids,
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
}
