import type { Draft, Drafts, Refusal } from './drafts.ts';

/** Lines of the command line that are on their way, and those that came back: each a draft of its own, so that no death of the tab
 *  takes one (AL10, TB16). */
const MARK = 'line-';
/** Of milliseconds, so that names stand in the order in which lines were sent. */
const DIGITS = 13;
let count = 0;

/** A line that was not saved, or of which nobody knows whether it was: the page ended meanwhile. */
export interface UnsentLine {
  readonly of: string;
  readonly draft: Draft;
  readonly reason: Refusal | undefined;
}

/** Keeps a line that is on its way; @returns what names it. */
export function lineSent(drafts: Drafts, personId: string, { draft, nowMs }: { draft: Draft; nowMs: number }): string {
  count = (count + 1) % 1000;
  const of = `${personId}.${MARK}${letters(nowMs, DIGITS)}${letters(count, 3)}`;
  drafts.memory.onWay.add(of);
  drafts.keep(of, draft);
  return of;
}

/** The line is saved, or somebody gave it up. */
export function lineGone({ keep, memory }: Drafts, of: string): void {
  memory.onWay.delete(of);
  memory.refusals.delete(of);
  keep(of, undefined);
}

/** The line came back: it stands beside until somebody takes it up (AL11). */
export function lineCameBack(drafts: Drafts, of: string, reason: Refusal): void {
  const draft = drafts.get(of);
  lineGone(drafts, of);
  if (draft === undefined) return;
  // Under another name: whoever watches the drafts learns of it.
  const back = `${of}x`;
  drafts.memory.refusals.set(back, reason);
  drafts.keep(back, draft);
}

/** Lines of one person that are not on their way, in the order they were sent. */
export function unsentLines({ get, list, memory }: Drafts, personId: string): readonly UnsentLine[] {
  const front = `${personId}.${MARK}`;
  return list()
    .filter((of) => of.startsWith(front) && !memory.onWay.has(of))
    .toSorted()
    .flatMap((of) => {
      const draft = get(of);
      return draft === undefined ? [] : [{ of, draft, reason: memory.refusals.get(of) }];
    });
}

/** The names of drafts hold letters only. */
function letters(number: number, digits: number): string {
  return String(number)
    .padStart(digits, '0')
    .replaceAll(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '');
}
