import type { HistoryVersion, RecordHistory } from '@siegel/safe';
import { headOf, type InventedEintrag } from './invented-akten.ts';

type Value = Readonly<Record<string, unknown>>;

/** The versions that were replaced in this session, of Eintraege and of persons. */
export class FakeHistory {
  readonly #earlier = new Map<string, InventedEintrag[]>();
  readonly #persons = new Map<string, Value[]>();

  keep(eintrag: InventedEintrag): void {
    this.#earlier.set(eintrag.recordId, [...(this.#earlier.get(eintrag.recordId) ?? []), eintrag]);
  }

  of(eintrag: InventedEintrag): RecordHistory {
    const all = [...(this.#earlier.get(eintrag.recordId) ?? []), eintrag];
    const versions = all.map((one, at) => ({
      head: headOf(one),
      author: one.author,
      authoredAtMs: one.authoredAtMs + at * 3_600_000,
      value: one.value,
    }));
    return { kind: eintrag.kind, versions: withChanges(versions) };
  }

  keepPerson(personId: string, before: Value, after: Value): void {
    this.#persons.set(personId, [...(this.#persons.get(personId) ?? [before]), after]);
  }

  newestPerson(personId: string): Value | undefined {
    return this.#persons.get(personId)?.at(-1);
  }

  headOfPerson(personId: string): string {
    return `${personId}-${this.#persons.get(personId)?.length ?? 1}`;
  }

  ofPerson(personId: string, now: Value): RecordHistory {
    const all = this.#persons.get(personId) ?? [now];
    const versions = all.map((value, at) => ({
      head: `${personId}-${at + 1}`,
      author: 'Dr. Katrin Albers',
      authoredAtMs: Date.UTC(2026, 10, 20, 9, at),
      value,
    }));
    return { kind: 'person', versions: withChanges(versions) };
  }
}

function withChanges(versions: readonly Omit<HistoryVersion, 'changes' | 'receivedAtMs'>[]): readonly HistoryVersion[] {
  return versions.map((version, at) => {
    const before = (versions[at - 1]?.value ?? {}) as Value;
    const after = version.value as Value;
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    const changes = names
      .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
      .map((field) => ({
        field,
        ...(before[field] !== undefined && { before: before[field] }),
        ...(after[field] !== undefined && { after: after[field] }),
      }));
    return { ...version, receivedAtMs: version.authoredAtMs + 40, changes };
  });
}
