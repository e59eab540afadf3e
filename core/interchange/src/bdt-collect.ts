import { BdtReader, type BdtOptions } from './bdt.ts';
import {
  IMPORT_LIMITS,
  type ImportPlan,
  type PlannedPerson,
  type UnassignedContent,
  type UnplacedItem,
} from './import-plan.ts';
import type { PlanStep } from './plan-step.ts';
import { countUnplaced, refusedPlan } from './settle-plan.ts';

/** Reads a whole BDT file into a plan: persons that come several times are one, and treatment that came before its
 *  master data finds its person (IX18). */
export function collectBdt(bytes: Uint8Array, options: BdtOptions): ImportPlan {
  const reader = new BdtReader(options);
  const steps = [...reader.push(bytes), ...reader.end()];
  if (reader.lineCount > IMPORT_LIMITS.lines)
    reader.log.add('TOO_MANY_LINES', { params: { limit: IMPORT_LIMITS.lines } });
  const { persons, unassigned, envelope } = gather(steps);
  if (persons.length === 0 && unassigned.length === 0 && !reader.log.hasError()) reader.log.add('NOTHING_TO_IMPORT');
  if (reader.log.hasError()) return refusedPlan('bdt', reader.charset, reader.log);
  const unplacedCount = envelope.length + countUnplaced(persons, unassigned);
  const findings = reader.log.list();
  return {
    format: 'bdt',
    charset: reader.charset,
    refused: false,
    persons,
    unassigned,
    envelope,
    findings,
    unplacedCount,
  };
}

function gather(steps: readonly PlanStep[]) {
  const personsByRef = new Map<string, PlannedPerson>();
  const homeless: UnassignedContent[] = [];
  const envelope: UnplacedItem[] = [];
  for (const step of steps) {
    if (step.type === 'envelope') envelope.push(...step.items);
    else if (step.type === 'unassigned') homeless.push(step.content);
    else {
      const { person } = step;
      const before = personsByRef.get(person.sourceRef);
      personsByRef.set(person.sourceRef, before === undefined ? person : withMore(before, person.eintraege));
    }
  }
  const unassigned = homeless.filter((content) => {
    const person = personsByRef.get(content.sourceRef);
    if (person === undefined || content.content.length > 0) return true;
    personsByRef.set(content.sourceRef, withMore(person, content.eintraege));
    return false;
  });
  return { persons: [...personsByRef.values()], unassigned, envelope };
}

function withMore(person: PlannedPerson, eintraege: PlannedPerson['eintraege']): PlannedPerson {
  return { ...person, eintraege: [...person.eintraege, ...eintraege] };
}
