import type { EintragView } from '@siegel/safe';

/** A saved, proven note; `change` replaces what a test is about. */
export function anEintrag(change: Partial<EintragView> = {}): EintragView {
  return {
    recordId: 'r1',
    akteId: 'a1',
    kind: 'note',
    kuerzel: 'NOT',
    hue: 'grey',
    behandlungstag: '2026-11-24',
    summary: 'Ruft wegen Rezept zurück',
    value: { behandlungstag: '2026-11-24', text: 'Ruft wegen Rezept zurück' },
    author: 'Dr. Katrin Albers',
    authoredAtMs: 0,
    receivedAtMs: 40,
    versions: 1,
    head: 'h1',
    state: 'saved',
    level: 'attributed',
    ...change,
  };
}
