import { deAkte } from './de-akte.ts';
import { deAktePrint } from './de-akte-print.ts';
import { deAktenSites } from './de-akten-sites.ts';
import { deSnapshot } from './de-snapshot.ts';
import { deDevice } from './de-device.ts';
import { deTour } from './de-tour.ts';
import { deFirst } from './de-first.ts';
import { deDevices } from './de-devices.ts';
import { deFreigabe } from './de-freigabe.ts';
import { deHome } from './de-home.ts';
import { dePersons } from './de-persons.ts';
import { deLine } from './de-line.ts';
import { deSites } from './de-sites.ts';
import { deHistory } from './de-history.ts';
import type { deLater } from './de-later.ts';

/** The texts in German that the page starts with; those of areas that are fetched later are in `de-later.ts` (WB58). `en.ts` has the
 *  keys of both (test). */
export const de = {
  ...deAkte,
  ...deAktePrint,
  ...deAktenSites,
  ...deSnapshot,
  ...deDevice,
  ...deTour,
  ...deDevices,
  ...deFirst,
  ...deHome,
  ...dePersons,
  ...deLine,
  ...deFreigabe,
  ...deSites,
  ...deHistory,
  signIn: {
    title: 'Anmelden',
    sub: 'Ihre Akten öffnen sich erst auf diesem Gerät.',
    account: 'Benutzername',
    password: 'Passwort',
    passwordHint: 'Ihr Passwort verlässt dieses Gerät nie.',
    show: 'Anzeigen',
    hide: 'Verbergen',
    recoveryCode: 'Wiederherstellungscode',
    recoveryHint: 'Er steht auf Ihrem Zugangsblatt, in Gruppen aus Buchstaben und Ziffern.',
    submit: 'Anmelden',
    busy: 'Anmeldung läuft',
    opening: 'Ihre Schlüssel werden auf diesem Gerät geöffnet.',
    failed: 'Nicht angemeldet.',
    missing: {
      account: 'Bitte tragen Sie Ihren Benutzernamen ein.',
      password: 'Bitte tragen Sie Ihr Passwort ein.',
    },
    version: 'Programm {{version}}',
    aside: 'Was verschlossen bleibt',
    sealedTitle: 'Was verschlossen bleibt',
    promise: {
      content: 'Namen, Texte, Dateien',
      contentHow: 'im Browser versiegelt',
      password: 'Passwort',
      passwordHow: 'bleibt auf diesem Gerät',
      keys: 'Schlüssel',
      keysHow: 'nur bei Ihrer Organisation',
      search: 'Suche nach Personen',
      searchHow: 'läuft auf diesem Gerät',
    },
    stateTitle: 'Stand',
    server: 'Server',
    reachable: 'erreichbar',
    unreachable: 'nicht erreichbar',
    checking: 'wird geprüft',
  },
  demo: {
    mark: 'Demo',
    hint: 'Vorführung: alle Personen sind erfunden.',
    title: 'Vorführung',
    text: 'Alle Personen sind erfunden. Zugänge zum Ausprobieren stehen auf der',
    link: 'Seite zur Vorführung',
  },
  lock: {
    since: 'gesperrt seit {{time}}',
    hint: 'Ihr Passwort öffnet die Schlüssel wieder.',
    unlock: 'Entsperren',
    busy: 'Wird geöffnet',
    stillLocked: 'Noch gesperrt.',
    drafts: 'Ihr Entwurf ist gesichert. Die geöffnete Akte wartet auf Sie.',
    forgotten:
      'Dieser Browser hat gelöscht, was Siegel in ihm versiegelt aufbewahrt hat, auch Entwürfe. Gespeichertes liegt auf dem Server. Melden Sie sich an: Der Browser ist dann ein neues Gerät.',
    keysGone: 'Schlüssel aus dem Speicher entfernt',
  },
  refusal: {
    title: 'Siegel zeigt hier nichts mehr an',
    step1: 'Arbeiten Sie an diesem Gerät nicht weiter.',
    step2: 'Rufen Sie die Leitung an und lesen Sie die Angaben unten vor.',
    step3: 'Andere Geräte sind erst wieder sicher, wenn die Ursache gefunden ist.',
    code: 'Einzelheit',
    seen: 'Zuletzt geprüft',
    entries: '{{entries}} Einträge im Journal',
    version: 'Programm',
    queued: 'Auf diesem Gerät',
  },
  shell: {
    areas: 'Bereiche',
    akten: 'Akten',
    akte: 'Akte',
    find: 'Suchen',
    findLong: 'Suchen oder Befehl',
    commands: 'Befehle',
    help: 'Hilfe',
    tabs: 'Offene Akten',
    tabWithDraft: '{{name}}, mit Entwurf',
    draft: 'Entwurf',
    closeTab: 'Akte {{name}} schließen',
    lock: 'Sperren',
    signOut: 'Abmelden',
    partWaiting:
      'Dieser Teil des Programms ist noch nicht auf diesem Gerät. Er kommt, sobald die Verbindung zum Server steht.',
    reload: 'Neu laden',
  },
  language: { label: 'Sprache', other: 'English, Sprache wechseln' },
  scheme: { light: 'Helle Darstellung', dark: 'Dunkle Darstellung', auto: 'Darstellung wie im System' },
  search: {
    label: 'Person suchen oder Befehl geben',
    placeholder: 'Name, Geburtsdatum, Nummer',
    results: 'Ergebnisse',
    took: '{{found}} gefunden, {{ms}} ms',
    persons_one: '{{persons}} Person',
    persons_other: '{{persons}} Personen',
    nothing: 'Nichts gefunden',
    nobody: '„{{query}}“ gibt es nicht, und niemand klingt ähnlich.',
    noCommand: 'Diesen Befehl gibt es nicht.',
    group: { exact: 'Personen', sound: 'Klingt ähnlich', recent: 'Zuletzt geöffnet', command: 'Befehle' },
    grammar: 'So suchen Sie',
    example: {
      name: 'Anfänge von Vor- und Nachname',
      given: 'nur Vorname',
      initials: 'Anfangsbuchstaben, Tag und Monat',
      birth: 'Geburtsdatum',
      number: 'Patientennummer',
      part: 'mitten im Namen, in Straße oder Ort',
      command: 'Befehle',
    },
  },
  status: {
    label: 'Stand',
    saved: 'Alles gespeichert',
    queued_one: '{{count}} Eintrag wartet auf Verbindung',
    queued_other: '{{count}} Einträge warten auf Verbindung',
    online: 'Verbunden',
    offline: 'Ohne Verbindung, Kopie auf diesem Gerät',
    syncing: 'Wird abgeglichen, {{percent}} %',
    synced: '{{entries}} Einträge im Journal',
    level: {
      'server-word': 'Nur nach Angabe des Servers',
      bound: 'Gebunden, Verlauf geprüft',
      attributed: 'Verlauf und Absender geprüft',
    },
    levelHint: {
      'server-word': 'Dieses Gerät hat den Verlauf zum ersten Mal geladen und kann ihn noch mit nichts vergleichen.',
      bound: 'Der Verlauf setzt fort, was dieses Gerät schon kannte.',
      attributed: 'Der Verlauf setzt fort, was dieses Gerät kannte, und jede Unterschrift ist geprüft.',
    },
    backup: 'Backup nicht in Ordnung, {{day}}',
    backupHint: 'Bitte sagen Sie es der Verwaltung: Unter Werkzeuge, Backups steht, was los ist und was zu tun ist.',
    refused_one: '{{count}} Änderung nicht übernommen',
    refused_other: '{{count}} Änderungen nicht übernommen',
    quarantined_one: '{{count}} Eintrag zurückgehalten, Prüfung nicht bestanden',
    quarantined_other: '{{count}} Einträge zurückgehalten, Prüfung nicht bestanden',
    unreadable_one: '{{count}} Person nicht lesbar, die Suche findet sie nicht',
    unreadable_other: '{{count}} Personen nicht lesbar, die Suche findet sie nicht',
    sealed: 'Inhalte versiegelt, der Server kann sie nicht lesen',
  },
};

/** The shape of a catalogue: the same keys in every language. */
export type Catalogue = typeof de & typeof deLater;
