/** Texts of rarely used areas that stand on the first screens, in German; the rest of those areas is in `de-later.ts`. */
export const deFirst = {
  roles: {
    title: 'Rechte und Rollen',
    noPrint: 'Das Drucken von Akten ist Ihnen nicht erlaubt.',
    identityOnly: {
      title: 'Die Einträge sind nicht für Sie',
      text: 'Sie sehen, wer die Person ist. Was in der Akte steht, öffnet sich mit Ihren Schlüsseln nicht; das ist so gewollt.',
    },
  },
  people: {
    title: 'Mitarbeitende',
    waiting_one: 'Eine Person wartet auf Aufnahme.',
    waiting_other: '{{count}} Personen warten auf Aufnahme.',
    waitingHint: 'Sie hat den Link geöffnet und eigene Schlüssel gemacht.',
    look: 'Ansehen',
  },
  org: {
    title: 'Organigramm',
  },
  dayList: {
    title: 'Tagesliste',
  },
  week: {
    title: 'Kalender',
  },
  finding: {
    title: 'Freie Zeit suchen',
    waitingList: 'Warteliste',
  },
  tasks: {
    house: 'ohne Person',
    title: 'Aufgaben',
  },
  messages: {
    title: 'Nachrichten',
  },
  log: {
    title: 'Protokoll',
    ofPerson: 'Wer hat diese Akte geöffnet?',
    printedSheet_one: 'Akte mit {{count}} Eintrag',
    printedSheet_other: 'Akte mit {{count}} Einträgen',
  },
  support: {
    title: 'Support',
    banner: 'Support ist angemeldet: {{name}}, bis {{time}}',
    bannerHint: 'Zu sehen ist nur der Aufbau, kein Inhalt.',
    end: 'Beenden',
  },
  settings: {
    title: 'Einstellungen',
  },
  hidden: {
    title: 'Namen verbergen',
    show: 'Namen wieder zeigen',
    on: 'Namen sind verborgen',
    refused: 'Solange Namen verborgen sind, wird nicht gedruckt: Auf dem Papier stünden erfundene Namen.',
  },
  sheetAgain: {
    title: 'Wiederherstellungsblatt drucken',
  },
  backups: {
    title: 'Backups',
    make: 'Neues Backup erstellen',
  },
  transfer: {
    title: 'Import und Wechsel',
  },
  strict: {
    elsewhere: 'Anderswo im Haus schon bekannt.',
    elsewhereAsk:
      'An einer anderen Betriebsstätte gibt es schon eine Akte zu diesen Angaben. Bitte fragen Sie dort, bevor Sie eine zweite Akte anlegen.',
  },
  forgotten: {
    open: 'Passwort vergessen?',
  },
  recovery: {
    open: 'Zugang wiederherstellen',
    notice: 'Am {{day}} um {{time}} wurde der Zugang von {{name}} mit dem Organisationsschlüssel wiederhergestellt.',
    noticeBy: 'Am {{day}} um {{time}} hat {{by}} den Zugang von {{name}} wiederhergestellt, mit neuen Schlüsseln.',
    noticeHint: 'War das niemand von Ihnen? Dann hat jemand Datei oder Blatt. Bitte sprechen Sie mit der Leitung.',
    noticeByHint: 'War das nicht abgesprochen? Dann fragen Sie beide, und lassen Sie den Zugang neu herstellen.',
  },
  care: { title: 'Doppelte und Archiv' },
  merge: { begin: 'Zusammenführen', foundAs: 'früher {{name}}' },
  archive: { begin: 'Archivieren', chip: 'Archiv', also: 'auch Archiv' },
  death: { begin: 'Tod vermerken', word: 'verstorben:' },
};
