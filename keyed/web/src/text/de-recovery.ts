/** Texts of the way back in by the kit, and of the sheet that is printed again. */
export const deRecovery = {
  recovery: {
    open: 'Zugang wiederherstellen',
    title: 'Zugang wiederherstellen',
    lead: 'Mit dem Organisationsschlüssel richten Sie die Verwaltung auf diesem Gerät neu ein, wenn Passwort oder Geräte verloren sind.',
    back: 'Zur Anmeldung',
    kit: 'Organisationsschlüssel',
    kitHint:
      'Tippen Sie die 24 Wörter vom Wiederherstellungsblatt, oder lesen Sie den Code mit einem Handscanner oder die Datei ein.',
    words: '{{count}} von 24 Wörtern',
    file: 'Schlüsseldatei wählen',
    check: 'Weiter',
    checking: 'Wird geprüft',
    missing: 'Bitte geben Sie den Organisationsschlüssel ein.',
    wordUnknown: 'Wort {{number}} steht nicht in der Wortliste. Bitte vergleichen Sie es mit dem Blatt.',
    wordsCount: 'Das sind {{count}} Wörter. Der Organisationsschlüssel hat 24.',
    known: 'Der Schlüssel gehört zu dieser Organisation.',
    mark: 'Prüfzeichen {{mark}}',
    who: 'Wessen Zugang?',
    consequence:
      'Alle bisherigen Geräte dieser Person werden abgemeldet. Alle in der Organisation sehen, dass der Zugang wiederhergestellt wurde.',
    submit: 'Zugang wiederherstellen',
    busy: 'Wird wiederhergestellt',
    failed: 'Nicht wiederhergestellt.',
    again: 'Der Schlüssel gilt weiter. Sie können es noch einmal versuchen.',
    notice: 'Am {{day}} um {{time}} wurde der Zugang von {{name}} mit dem Organisationsschlüssel wiederhergestellt.',
    noticeHint: 'War das niemand von Ihnen? Dann hat jemand Datei oder Blatt. Bitte sprechen Sie mit der Leitung.',
  },
  sheetAgain: {
    title: 'Wiederherstellungsblatt drucken',
    lead: 'Siegel kennt den Organisationsschlüssel nicht mehr. Er liegt nur auf Ihrer Datei und Ihrem Blatt. Lesen Sie eines davon ein, um das Blatt noch einmal zu drucken.',
    lost: 'Datei und Blatt verloren?',
    lostHint:
      'Der Schlüssel lässt sich nicht ersetzen, auch nicht von hier. Solange ein Gerät angemeldet ist, arbeiten Sie weiter. Richten Sie jetzt ein zweites Gerät ein und exportieren Sie die Akten: Fällt das letzte Gerät aus, sind sie sonst verloren.',
    show: 'Blatt anzeigen',
    print: 'Drucken',
    saveFile: 'Schlüsseldatei speichern',
    done: 'Fertig',
  },
};
