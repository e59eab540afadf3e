import type { PlainRecord } from '@siegel/akten';
import type { PersonHint, PlannedEintrag, PlannedPerson, UnassignedContent, UnplacedItem } from '@siegel/interchange';
import { type DuplicateCase, duplicateCase } from './duplicate-case.ts';
import type { ImportEnd, ImportSource, ImportStep, OnRead } from './import-step.ts';
import type { PersonMatching } from './person-matching.ts';

/** Content for which the file has no person. */
export interface UnassignedGroup {
  readonly sourceRef: string;
  readonly hint: PersonHint;
  readonly eintraege: number;
  readonly items: number;
}

/** What an import of one file would make. Nothing has been written. */
export interface FilePreview extends Omit<ImportEnd, 'type'> {
  readonly source: ImportSource;
  readonly persons: { readonly new: number; readonly same: number; readonly possible: number };
  /** Planned persons that are there already, or may be: the first `MOST_CASES`. */
  readonly cases: readonly DuplicateCase[];
  readonly eintraegeByKind: Readonly<Record<string, number>>;
  readonly attachments: number;
  /** Groups of content without a person. */
  readonly unassigned: number;
  /** The first `MOST_GROUPS` of them. */
  readonly unassignedGroups: readonly UnassignedGroup[];
  /** Items kept word for word because they have no field of their own. */
  readonly unplaced: number;
  /** How many of them by field id or path. */
  readonly unplacedByField: Readonly<Record<string, number>>;
}

/** Cases listed one by one; for those behind them one decision counts. */
const MOST_CASES = 1_000;
const MOST_GROUPS = 200;
const MOST_FIELDS = 500;
/** Work without a break. */
const WORK_MS = 100;

/** What reading dry may be told, and asked. */
export interface PreviewWatch {
  readonly onRead?: OnRead;
  readonly isCancelled?: () => boolean;
}

/** Runs a file dry: reads all of it and counts what it would make. Undefined when it was cancelled. */
export async function previewSource(
  source: ImportSource,
  matching: PersonMatching,
  { onRead, isCancelled = () => false }: PreviewWatch = {},
): Promise<FilePreview | undefined> {
  const counter = new PreviewCounter(matching);
  let end: ImportEnd | undefined;
  let restedAt = performance.now();
  for await (const step of source.steps(onRead)) {
    // Steps may come without a break from what was read at once: who wants to stop it must get a word in.
    if (performance.now() - restedAt > WORK_MS) {
      await new Promise((resolve) => setTimeout(resolve));
      restedAt = performance.now();
    }
    if (isCancelled()) return undefined;
    if (step.type === 'end') end = step;
    else counter.take(step);
  }
  if (end === undefined) throw new Error('IX5: a source ends with its verdict');
  matching.endFile(end);
  const { refused, format, charset, findings, sha256 } = end;
  const counts = end.refused ? NOTHING : counter.counts();
  return { source, refused, format, charset, findings, sha256, ...counts };
}

type Counts = Omit<FilePreview, 'source' | keyof ImportEnd>;

const NOTHING: Counts = {
  persons: { new: 0, same: 0, possible: 0 },
  cases: [],
  eintraegeByKind: {},
  attachments: 0,
  unassigned: 0,
  unassignedGroups: [],
  unplaced: 0,
  unplacedByField: {},
};

class PreviewCounter {
  readonly #matching: PersonMatching;
  readonly #persons = { new: 0, same: 0, possible: 0 };
  readonly #cases: DuplicateCase[] = [];
  readonly #kinds = new Map<string, number>();
  readonly #fields = new Map<string, number>();
  readonly #groups: UnassignedGroup[] = [];
  readonly #refs = new Set<string>();
  #attachments = 0;
  #unassigned = 0;
  #unplaced = 0;

  constructor(matching: PersonMatching) {
    this.#matching = matching;
  }

  take(step: Exclude<ImportStep, ImportEnd>): void {
    if (step.type === 'envelope') this.#takeItems(step.items);
    else if (step.type === 'unassigned') this.#takeUnassigned(step.content);
    else this.#takePerson(step.person);
  }

  counts(): Counts {
    return {
      persons: this.#persons,
      cases: this.#cases,
      eintraegeByKind: Object.fromEntries(this.#kinds),
      attachments: this.#attachments,
      unassigned: this.#unassigned,
      unassignedGroups: this.#groups,
      unplaced: this.#unplaced,
      unplacedByField: Object.fromEntries(this.#fields),
    };
  }

  #takePerson(person: PlannedPerson): void {
    this.#takeEintraege(person.eintraege);
    if (this.#refs.has(person.sourceRef)) return;
    this.#refs.add(person.sourceRef);
    this.#takeItems(person.value.unplaced);
    const match = this.#matching.match(person.value);
    this.#persons[match.grade]++;
    if (match.grade !== 'same')
      this.#matching.add({ personId: person.sourceRef, identity: person.value as PlainRecord });
    const found = duplicateCase(person, match);
    if (found !== undefined && this.#cases.length < MOST_CASES) this.#cases.push(found);
  }

  #takeUnassigned({ sourceRef, hint, eintraege, content }: UnassignedContent): void {
    this.#unassigned++;
    this.#takeItems(content);
    this.#takeEintraege(eintraege);
    if (this.#groups.length < MOST_GROUPS)
      this.#groups.push({ sourceRef, hint, eintraege: eintraege.length, items: content.length });
  }

  #takeEintraege(eintraege: readonly PlannedEintrag[]): void {
    for (const { kind, value, attachment } of eintraege) {
      this.#kinds.set(kind, (this.#kinds.get(kind) ?? 0) + 1);
      if (attachment !== undefined) this.#attachments++;
      this.#takeItems(value.unplaced);
    }
  }

  #takeItems(items: readonly UnplacedItem[] = []): void {
    this.#unplaced += items.length;
    for (const { feld } of items) {
      const field = fieldOf(feld);
      if (this.#fields.has(field) || this.#fields.size < MOST_FIELDS)
        this.#fields.set(field, (this.#fields.get(field) ?? 0) + 1);
    }
  }
}

/** The field an item belongs to: positions in a path (`name[3]`, `(2/4)`) would make every item a field of its own. */
function fieldOf(feld: string): string {
  return feld.replaceAll(/\[\d+\]/g, '').replace(/ \(\d+\/\d+\)$/, '');
}
