/** German texts of the sites of an organisation (docs/spec/sites.md). */
export const deSites = {
  sites: {
    title: 'Betriebsstätten',
    hint: 'Jede hat eigene Schlüssel. Akten einer Betriebsstätte öffnet nur, wer zu ihr gehört; wer eine Person ist, sehen alle.',
    loading: 'Betriebsstätten werden geladen',
    failed: 'Das ging nicht.',
    add: 'Betriebsstätte anlegen',
    addTitle: 'Betriebsstätte anlegen',
    addHint: 'Der Name liegt versiegelt. Wer dazugehört, können Sie später unter „Mitarbeitende“ ändern.',
    addConfirm: 'Anlegen',
    name: 'Name',
    people: 'Wer gehört dazu?',
    peopleMissing: 'Bitte wählen Sie mindestens eine Person, die Akten öffnen darf.',
    rename: 'Umbenennen',
    renameTitle: '{{name}} umbenennen',
    save: 'Speichern',
    busy: 'Wird gespeichert',
    close: 'Schließen',
    closeTitle: '{{name}} schließen?',
    closeText:
      'Neue Akten gibt es dort dann nicht mehr. Die {{akten}} Akten bleiben, und wer dazugehört, liest und schreibt darin weiter. Sollen sie an eine andere Betriebsstätte, wählen Sie vorher „Akten verschieben“. Zur Betriebsstätte gehören: {{people}}. Sie können sie jederzeit wieder öffnen.',
    closeTextUncounted:
      'Neue Akten gibt es dort dann nicht mehr. Vorhandene Akten bleiben, und wer dazugehört, liest und schreibt darin weiter. Zur Betriebsstätte gehören: {{people}}. Sie können sie jederzeit wieder öffnen.',
    reopen: 'Wieder öffnen',
    closed: 'geschlossen',
    nameless: 'Name nicht lesbar',
    nobody: 'niemand',
    akten_zero: 'keine Akten',
    akten_one: 'eine Akte',
    akten_other: '{{count}} Akten',
    cancel: 'Abbrechen',
  },
};
