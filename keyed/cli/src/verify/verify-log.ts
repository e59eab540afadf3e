import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { checkLogFile, type LogFileCheck, type LogFileFault } from '@siegel/safe';
import { fail, ok } from '@siegel/wire';
import type { CommandGiven, CommandOutcome } from '../command.ts';
import type { Console } from '../terminal/console.ts';
import { EXIT } from '../terminal/exit-code.ts';
import { printable } from '../terminal/printable.ts';

const TITLE = { de: 'Protokoll ', en: 'Log ' };
const TEXT = {
  counts: {
    de: 'Datei: {rows} Zeilen, {house} Einträge über Personen, Rechte und Geräte, unter einem Verlauf von {size} Einträgen',
    en: 'File: {rows} rows, {house} entries about people, rights and devices, under a journal of {size} entries',
  },
  of: {
    de: 'Organisation {mark}, geschrieben am {at} von Gerät {device}',
    en: 'Organisation {mark}, written on {at} by device {device}',
  },
  attested: {
    de: 'Bis Eintrag {seq} hat ein Gerät der Organisation unterschrieben, dass bei Personen, Rechten und Geräten nichts fehlt.',
    en: 'Up to entry {seq} a device of the organisation has signed that nothing is missing of people, rights and devices.',
  },
  row: { de: 'VERÄNDERT: Eintrag {seq} ({code})', en: 'CHANGED: entry {seq} ({code})' },
  more: { de: '... und {count} weitere', en: '... and {count} more' },
  intact: {
    de: 'In Ordnung: jede Zeile steht so im Verlauf und ist zugeordnet, und an der Datei wurde nichts geändert.',
    en: 'In order: every row stands so in the journal and is attributed, and nothing in the file was changed.',
  },
  scope: {
    de: 'Namen und die Auswahl der Zeilen verantwortet das Gerät, das die Datei geschrieben hat.',
    en: 'For names and for which rows are in it the device answers that has written the file.',
  },
  notIntact: {
    de: 'Nicht in Ordnung. Diese Datei beweist nichts.',
    en: 'Not in order. This file proves nothing.',
  },
} as const;
const FAULTS: Readonly<Record<LogFileFault, { readonly de: string; readonly en: string }>> = {
  form: { de: 'VERÄNDERT: die Datei ist unvollständig oder beschädigt', en: 'CHANGED: the file is cut or damaged' },
  organisation: {
    de: 'FREMD: die Datei gehört zu einer anderen Organisation, als Sie genannt haben',
    en: 'FOREIGN: the file is of another organisation than you have named',
  },
  checkpoint: {
    de: 'VERÄNDERT: der Stand des Verlaufs ist nicht vom Protokollschlüssel unterschrieben',
    en: 'CHANGED: the state of the journal is not signed by the log key',
  },
  digest: {
    de: 'VERÄNDERT: Zeilen wurden geändert, herausgenommen oder eingefügt',
    en: 'CHANGED: lines were changed, taken out or put in',
  },
  signature: {
    de: 'NICHT UNTERSCHRIEBEN: kein Gerät der Organisation steht für diese Datei ein',
    en: 'NOT SIGNED: no device of the organisation stands for this file',
  },
  order: { de: 'VERÄNDERT: Zeilen stehen doppelt oder vertauscht', en: 'CHANGED: rows stand twice or out of order' },
  house: {
    de: 'UNVOLLSTÄNDIG: ein Eintrag über Personen, Rechte oder Geräte fehlt',
    en: 'NOT WHOLE: an entry about people, rights or devices is missing',
  },
};
const MOST = 50;

/** Checks a saved log against the organisation that was named, without a server, a profile or keys (CL35). Exit code 4 when anything in
 *  it was changed. */
export async function verifyLog(given: CommandGiven, file: string, organisation: string): Promise<CommandOutcome> {
  const bar = given.console.progress(TITLE);
  let check: LogFileCheck | undefined;
  try {
    const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: 0 });
    check = await checkLogFile(lines, organisation, (rows) => bar.at(rows, 0));
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code;
    if (reason === undefined) throw error;
    return fail('FILE_UNREADABLE', { file, reason });
  } finally {
    bar.end();
  }
  if (check === undefined) return fail('LOG_FILE_WRONG', { file });
  const intact = check.faults.length === 0 && check.fileFaults.length === 0;
  const { head, ...found } = check;
  const json = { intact, ...found, size: head.size, tenant: head.tenant, madeAt: head.madeAt, filter: head.filter };
  return ok({ json, lines: linesOf(check, intact, given.console), exit: intact ? EXIT.ok : EXIT.tampering });
}

function linesOf(check: LogFileCheck, intact: boolean, console: Console): readonly string[] {
  const { head, rows, house, mark, faults, fileFaults, houseAttestedTo } = check;
  const found = [
    ...fileFaults.map((fault) => console.text(FAULTS[fault])),
    ...faults.map(({ seq, code }) => console.text(TEXT.row, { seq, code })),
  ];
  return [
    console.text(TEXT.counts, { rows, house, size: head.size }),
    console.text(TEXT.of, { mark, at: printable(head.madeAt), device: head.device.slice(0, 8) }),
    ...(houseAttestedTo > 0 ? [console.text(TEXT.attested, { seq: houseAttestedTo })] : []),
    ...found.slice(0, MOST),
    ...(found.length > MOST ? [console.text(TEXT.more, { count: found.length - MOST })] : []),
    console.text(intact ? TEXT.intact : TEXT.notIntact),
    ...(intact ? [console.text(TEXT.scope)] : []),
  ];
}
