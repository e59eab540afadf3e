import { diagnosis } from '../kinds/diagnosis.ts';
import { document } from '../kinds/document.ts';
import { finding } from '../kinds/finding.ts';
import { labReport } from '../kinds/lab-report.ts';
import { letter } from '../kinds/letter.ts';
import { medication } from '../kinds/medication.ts';
import { nachtrag } from '../kinds/nachtrag.ts';
import { note } from '../kinds/note.ts';

/** Everything of the Akte somebody answers for. A task is work to be done, not a record of what was done: nobody releases it. */
const RELEASABLE: ReadonlySet<number> = new Set(
  [note, finding, diagnosis, medication, letter, labReport, document, nachtrag].map(({ code }) => code),
);

/** True for the kinds of Eintrag that are released (FG3), by wire code. */
export function mayBeReleased(kind: number): boolean {
  return RELEASABLE.has(kind);
}
