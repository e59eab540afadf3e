/** The rules of Freigabe once more, over names instead of bytes: slow, obvious, and written without the code they are held against. */

export type Role = 'writer' | 'doctor' | 'second' | 'lead';
export const ROLES: readonly Role[] = ['writer', 'doctor', 'second', 'lead'];

/** One entry as the oracle sees it. `id` names the entry itself: sent twice it is written once. */
export type Act = { readonly id: number; readonly by: Role } & (
  | { readonly is: 'found'; readonly record: number; readonly isTask: boolean }
  | { readonly is: 'nachtrag'; readonly record: number; readonly target: number; readonly isElsewhere: boolean }
  | { readonly is: 'change'; readonly record: number; readonly version: number; readonly parent: number | null }
  | Release
  | { readonly is: 'word'; readonly target: number; readonly version: number; readonly isReturn: boolean }
  | { readonly is: 'toPerson'; readonly target: number; readonly isDateRight: boolean }
  | { readonly is: 'rules'; readonly two: boolean; readonly own: boolean }
  | { readonly is: 'rights'; readonly of: Role; readonly mayRelease: boolean }
  | { readonly is: 'foreign' }
);

export interface Release {
  readonly is: 'release';
  readonly target: number;
  readonly version: number;
  readonly areParts: boolean;
  readonly isSigned: boolean;
  readonly isElsewhere: boolean;
  readonly step: 'only' | 'first' | 'second';
  /** The entry named as the first one. */
  readonly first?: number;
}

interface Known {
  readonly isTask: boolean;
  readonly isNachtrag: boolean;
  head: number;
  author: Role;
  isReleased: boolean;
}

/** What stands in the journal, as far as the rules ask for it. */
export class Oracle {
  readonly #written = new Set<number>();
  readonly #records = new Map<number, Known>();
  readonly #firsts = new Map<number, { readonly target: number; readonly version: number; readonly by: Role }>();
  readonly #mayRelease = new Set<Role>(['doctor', 'second', 'lead']);
  #two = false;
  #own = true;

  isReleased(record: number): boolean {
    return this.#records.get(record)?.isReleased === true;
  }

  isWritten({ id }: Act): boolean {
    return this.#written.has(id);
  }

  get two(): boolean {
    return this.#two;
  }

  /** A batch is taken whole or not at all. */
  take(batch: readonly Act[]): boolean {
    const after = this.#copy();
    if (!batch.every((act) => after.#takeOne(act))) return false;
    this.#become(after);
    return true;
  }

  #takeOne(act: Act): boolean {
    if (this.#written.has(act.id) || !this.#may(act)) return false;
    this.#written.add(act.id);
    this.#apply(act);
    return true;
  }

  #may(act: Act): boolean {
    switch (act.is) {
      case 'foreign':
        return false;
      case 'found':
        return !this.#records.has(act.record);
      case 'nachtrag':
        return this.#mayAdd(act);
      case 'change': {
        const known = this.#records.get(act.record);
        return known !== undefined && !known.isReleased && act.parent === known.head;
      }
      case 'release':
        return this.#mayFree(act, act.by);
      case 'word':
        return (!act.isReturn || this.#mayRelease.has(act.by)) && this.#isOpenAt(act.target, act.version);
      case 'toPerson':
        return this.#mayRelease.has(act.by) && this.isReleased(act.target) && act.isDateRight;
      case 'rules':
        return act.by === 'lead';
      case 'rights':
        // Writing the own entry anew without more rights is renewing one's keys.
        return act.by === 'lead' || (act.by === act.of && act.mayRelease === this.#mayRelease.has(act.of));
    }
  }

  #mayAdd({ record, target, isElsewhere }: Extract<Act, { is: 'nachtrag' }>): boolean {
    const known = this.#records.get(target);
    return !this.#records.has(record) && !isElsewhere && known?.isReleased === true && !known.isNachtrag;
  }

  #isOpenAt(target: number, version: number): boolean {
    const known = this.#records.get(target);
    return known !== undefined && !known.isTask && !known.isReleased && known.head === version;
  }

  #mayFree(act: Release, by: Role): boolean {
    if (!act.isSigned || !act.areParts || act.isElsewhere || !this.#mayRelease.has(by)) return false;
    if (!this.#isOpenAt(act.target, act.version)) return false;
    if (!this.#own && this.#records.get(act.target)?.author === by) return false;
    if (!this.#two) return act.step === 'only' && act.first === undefined;
    if (act.step !== 'second') return act.step === 'first' && act.first === undefined;
    const first = act.first === undefined ? undefined : this.#firsts.get(act.first);
    return first !== undefined && first.target === act.target && first.version === act.version && first.by !== by;
  }

  #apply(act: Act): void {
    if (act.is === 'found' || act.is === 'nachtrag') {
      const isTask = act.is === 'found' && act.isTask;
      const isNachtrag = act.is === 'nachtrag';
      this.#records.set(act.record, { isTask, isNachtrag, head: act.id, author: act.by, isReleased: false });
    } else if (act.is === 'change') {
      const known = this.#records.get(act.record);
      if (known !== undefined) this.#records.set(act.record, { ...known, head: act.id, author: act.by });
    } else if (act.is === 'release') {
      const known = this.#records.get(act.target);
      if (act.step === 'first') this.#firsts.set(act.id, { target: act.target, version: act.version, by: act.by });
      else if (known !== undefined) this.#records.set(act.target, { ...known, isReleased: true });
    } else if (act.is === 'rules') [this.#two, this.#own] = [act.two, act.own];
    else if (act.is === 'rights' && act.mayRelease) this.#mayRelease.add(act.of);
    else if (act.is === 'rights') this.#mayRelease.delete(act.of);
  }

  #copy(): Oracle {
    const copy = new Oracle();
    copy.#become(this);
    return copy;
  }

  #become(other: Oracle): void {
    for (const [into, from] of [
      [this.#records, other.#records],
      [this.#firsts, other.#firsts],
    ] as [Map<number, unknown>, Map<number, unknown>][]) {
      const entries = [...from];
      into.clear();
      for (const [key, value] of entries) into.set(key, value);
    }
    for (const [into, from] of [
      [this.#written, other.#written],
      [this.#mayRelease, other.#mayRelease],
    ] as [Set<unknown>, Set<unknown>][]) {
      const values = [...from];
      into.clear();
      for (const value of values) into.add(value);
    }
    [this.#two, this.#own] = [other.#two, other.#own];
  }
}
