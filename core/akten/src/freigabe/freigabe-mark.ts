import { releasedBy } from '@siegel/journal';
import type { Fields } from '@siegel/journal';
import { equalBytes, type Hash, hexOf, WIRE_KINDS } from '@siegel/wire';
import type { PersonWhen } from './open-to-person.ts';

/** One act on an Eintrag, as it stands in the journal. Only what was attributed may be given here. */
export interface FreigabeAct {
  readonly seq: number;
  readonly kind: number;
  readonly entryHash: Hash;
  readonly fields: Fields;
}

/** Where an Eintrag stands on its way to Freigabe. `acts` name who did it, by seq. */
export type FreigabeMark =
  | { readonly state: 'Entwurf' }
  | { readonly state: 'Vorgelegt'; readonly presented: FreigabeAct; readonly first?: FreigabeAct }
  | { readonly state: 'Zurueckgegeben'; readonly returned: FreigabeAct }
  | {
      readonly state: 'Freigegeben';
      readonly freigabe: FreigabeAct;
      readonly first?: FreigabeAct;
      /** The newest word on what the person may see. */
      readonly person?: PersonWord;
    };

/** What was said last about what the person may see. */
export interface PersonWord {
  readonly act: FreigabeAct;
  readonly when: PersonWhen;
  readonly atMs?: number;
  /** "Never" after a word that would have shown it: somebody took it back (FG37). */
  readonly isTakenBack?: true;
}

const DRAFT: FreigabeMark = { state: 'Entwurf' };

/** Folds the acts on one record, in order of seq, to where its newest version stands (FG1). What was said of an older version counts
 *  no more: a change begins anew. */
export function foldFreigabe(head: Hash, acts: readonly FreigabeAct[]): FreigabeMark {
  let mark: FreigabeMark = DRAFT;
  let first: FreigabeAct | undefined;
  for (const act of acts) {
    if (act.kind === WIRE_KINDS.patientenFreigabe) {
      if (mark.state === 'Freigegeben') mark = { ...mark, person: personOf(act, mark.person) };
      continue;
    }
    if (mark.state === 'Freigegeben' || !isOf(act, head)) continue;
    if (releasedBy(act.kind, act.fields) !== undefined)
      mark = { state: 'Freigegeben', freigabe: act, ...withFirst(firstOf(act, acts)) };
    else if (act.kind === WIRE_KINDS.freigabe) {
      first = act;
      mark = { state: 'Vorgelegt', presented: mark.state === 'Vorgelegt' ? mark.presented : act, first };
    } else mark = afterWord(act, first);
  }
  return mark;
}

function afterWord(act: FreigabeAct, first: FreigabeAct | undefined): FreigabeMark {
  if (act.kind === WIRE_KINDS.freigabeZurueckgegeben) return { state: 'Zurueckgegeben', returned: act };
  if (act.fields['state'] !== 'withdrawn') return { state: 'Vorgelegt', presented: act, ...withFirst(first) };
  return first === undefined ? DRAFT : { state: 'Vorgelegt', presented: first, first };
}

function withFirst(first: FreigabeAct | undefined): { readonly first?: FreigabeAct } {
  return first === undefined ? {} : { first };
}

function firstOf({ fields }: FreigabeAct, acts: readonly FreigabeAct[]): FreigabeAct | undefined {
  const named = fields['first'];
  return named instanceof Uint8Array ? acts.find(({ entryHash }) => equalBytes(entryHash, named)) : undefined;
}

function isOf({ fields }: FreigabeAct, head: Hash): boolean {
  const named = fields['entryHash'];
  return named instanceof Uint8Array && hexOf(named) === hexOf(head);
}

function personOf(act: FreigabeAct, before: PersonWord | undefined): PersonWord {
  const { when, at } = act.fields;
  const isTakenBack =
    when === 'never' && before !== undefined && (before.when !== 'never' || before.isTakenBack === true);
  return {
    act,
    when: when as PersonWhen,
    ...(typeof at === 'number' ? { atMs: at } : {}),
    ...(isTakenBack ? { isTakenBack } : {}),
  };
}
