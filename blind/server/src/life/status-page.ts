import type { MemoryOnDisk } from '@siegel/store';
import { ERRORS } from '@siegel/wire';
import type { LogEvent, ServerLog } from '../edge/log.ts';
import type { DiskHealth } from './disks/disk-health.ts';
import { disksText, raidText } from './disks/disk-verdicts.ts';
import type { ServerState } from './server-state.ts';

interface Verdict {
  readonly text: string;
  /** What the log says at the start; undefined: nothing is wrong. */
  readonly warns?: LogEvent;
}

const SWAP: Readonly<Record<MemoryOnDisk['swap'], Verdict>> = {
  none: { text: 'Der Server wird nicht ausgelagert.' },
  encrypted: { text: 'Die Auslagerung ist verschlüsselt oder bleibt im Speicher.' },
  unknown: {
    text: 'Ob die Auslagerung verschlüsselt ist, lässt sich von hier nicht erkennen. Bitte prüfen, oder für den Dienst abschalten (MemorySwapMax=0).',
    warns: 'swap-perhaps-not-encrypted',
  },
  open: {
    text: 'Arbeitsspeicher wird unverschlüsselt auf einen Datenträger ausgelagert, der Schlüssel der Datenbank kann darunter sein. Bitte abschalten, verschlüsseln, oder für den Dienst sperren (MemorySwapMax=0).',
    warns: 'swap-not-encrypted',
  },
};

const CORE: Readonly<Record<MemoryOnDisk['core'], Verdict>> = {
  off: { text: 'Ein Absturz schreibt keinen Arbeitsspeicher auf den Datenträger.' },
  unknown: {
    text: 'Ob ein Absturz Arbeitsspeicher auf den Datenträger schreibt, lässt sich von hier nicht erkennen. Bitte das Programm prüfen, das Abstürze entgegennimmt.',
    warns: 'core-dumps-perhaps-possible',
  },
  on: {
    text: 'Ein Absturz kann Arbeitsspeicher auf den Datenträger schreiben, der Schlüssel der Datenbank kann darunter sein. Bitte abschalten (LimitCORE=0).',
    warns: 'core-dumps-possible',
  },
};

/** Says in the log where memory may come to lie on a disk (BX12). */
export function warnOfMemory({ swap, core }: MemoryOnDisk, log: ServerLog): void {
  for (const { warns } of [SWAP[swap], CORE[core]]) if (warns !== undefined) log.warn(warns);
}

/** The state of the server for whoever runs it: fixed German texts and counts, no name, path, id or key (BX13). */
export function statusPage(
  { phase, waitingFor, memory }: ServerState,
  { tenants, closed }: { readonly tenants: number; readonly closed: number },
  health: DiskHealth,
  nowMs: number,
): string {
  const rows: readonly (readonly [string, string])[] = [
    ['Server', phaseText(phase, waitingFor)],
    ['Datenbanken', `${tenants - closed} offen, ${closed} geschlossen`],
    ['Auslagerung', SWAP[memory.swap].text],
    ['Speicherabbilder', CORE[memory.core].text],
    ['Spiegelung (RAID)', raidText(health)],
    ['Platten', disksText(health, nowMs)],
  ];
  const table = rows.map(([name, text]) => `<tr><th scope="row">${name}</th><td>${text}</td></tr>`).join('');
  return `<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Siegel: Zustand des Servers</title></head><body><main><h1>Zustand des Servers</h1><table>${table}</table></main></body></html>`;
}

function phaseText(phase: ServerState['phase'], waitingFor: ServerState['waitingFor']): string {
  if (phase === 'ready') return 'bereit';
  if (phase === 'stopping') return 'wird beendet';
  return waitingFor === undefined ? 'startet' : `wartet: ${ERRORS[waitingFor].de} (${waitingFor})`;
}
