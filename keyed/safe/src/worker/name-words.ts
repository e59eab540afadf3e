import type { NameWords } from '../channel/search-api.ts';
import type { Safe } from '../safe/safe.ts';

/** Every name of the persons this device knows; none while it is locked. */
export function nameWords(safe: Pick<Safe, 'directory' | 'index'> | undefined): NameWords {
  const family = new Set<string>();
  const given = new Set<string>();
  for (const personId of safe?.directory.persons() ?? []) {
    const row = safe?.index.get(personId);
    if (row === undefined) continue;
    family.add(row.familienname);
    if (row.geburtsname !== undefined) family.add(row.geburtsname);
    given.add(row.vorname);
  }
  return { family: [...family], given: [...given] };
}
