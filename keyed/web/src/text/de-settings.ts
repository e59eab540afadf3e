/** German texts of the settings (docs/spec/settings.md). */
export const deSettings = {
  settings: {
    title: 'Einstellungen',
    sections: 'Bereiche der Einstellungen',
    loading: 'Einstellungen werden geladen',
    notLoaded: 'Die Einstellungen sind nicht lesbar.',
    notSaved: 'Nicht gespeichert.',
    readOnly: 'Sie können hier alles lesen.',
    readOnlyHint: 'Ändern kann, wer das Recht hat zu verwalten.',
    section: {
      organisation: 'Organisation',
      anmeldung: 'Anmeldung',
      aenderungen: 'Änderungen',
    },
    lead: {
      organisation: 'Name, Anschrift, Farbe und Logo',
      anmeldung: 'Passwörter und Geräte',
      aenderungen: 'Wer was wann geändert hat',
    },
    offline: { title: 'Arbeiten ohne Server' },
  },
};
