/** German texts of the command line and of pins that the page starts with; the rest is in `de-line-later.ts`. */
export const deLine = {
  line: {
    all: 'alle Befehle',
    diagnosis: 'Diagnose {{code}}',
    noCode: 'ohne Schlüssel',
    mark: {
      A: 'Ausschluss',
      G: 'gesichert',
      V: 'Verdacht',
      Z: 'Zustand nach',
      R: 'rechts',
      L: 'links',
      B: 'beidseits',
    },
    onDay: 'am {{day}}',
    admin: 'versiegelt im Fach Verwaltung',
    undone: 'Zurückgenommen.',
    notNow: 'Das geht gerade nicht. Bitte versuchen Sie es gleich noch einmal.',
  },
  pin: {
    label: 'Angeheftet',
    word: 'Anheften',
    key: 'Anheften oder lösen (A)',
    take: 'Lösen',
    done: 'Angeheftet, für alle oben.',
    gone: 'Nicht mehr angeheftet.',
    failed: 'Nicht angeheftet.',
  },
  find: { more: 'Weitere Filter' },
};
