import type { Drafts } from '../akte/drafts.ts';

/** What a form keeps, as it was written; undefined: nothing, or nothing that can be read any more. */
export function readKeptForm(drafts: Pick<Drafts, 'get'>, of: string): unknown {
  const text = drafts.get(of)?.text;
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Endings of the names under which tasks and messages are kept. */
export const KEPT_AS = { task: '.aufgabe', message: '.nachricht' } as const;

/** The names of such drafts that are on no screen. */
export function waitingNames(names: readonly string[], ending: string): readonly string[] {
  return names.filter((of) => of.endsWith(ending) && !shownForms.has(of));
}

/** Forms that are on screen: what they keep is no draft that waits. */
export const shownForms = new Set<string>();
