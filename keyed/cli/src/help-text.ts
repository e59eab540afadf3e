import type { Command } from 'commander';
import type { Language, Sentence } from './terminal/language.ts';

const HELP = {
  siegel: { de: 'Siegel auf der Kommandozeile', en: 'Siegel on the command line' },
  serve: { de: 'den Server starten', en: 'start the server' },
  tenant: { de: 'Organisationen', en: 'organisations' },
  create: { de: 'eine Organisation gründen', en: 'found an organisation' },
  login: {
    de: 'dieses Gerät anmelden oder die Anmeldung prüfen',
    en: 'enter this device, or check that it can sign in',
  },
  find: { de: 'Personen suchen', en: 'find persons' },
  show: { de: 'eine Akte zeigen', en: 'show an Akte' },
  import: {
    de: 'Dateien anderer Programme einlesen (FHIR, GDT, LDT, BDT)',
    en: 'import files of other programs (FHIR, GDT, LDT, BDT)',
  },
  export: { de: 'Akten lesbar ausgeben', en: 'export Akten, readable' },
  verify: { de: 'den ganzen Verlauf und alle Inhalte prüfen', en: 'verify the whole journal and all content' },
  mirror: {
    de: 'ein Dienstgerät auf den Stand des Servers bringen',
    en: 'bring a service device up to date',
  },
  doctor: { de: 'Rechner, Profil und Server prüfen', en: 'check machine, profile and server' },
  tls: { de: 'Zertifikate für https', en: 'certificates for https' },
  'tls create': {
    de: 'eigene Zertifizierungsstelle und Zertifikat des Servers anlegen',
    en: 'make an own certificate authority and the certificate of the server',
  },
  'tls renew': { de: 'das Zertifikat des Servers erneuern', en: 'renew the certificate of the server' },
  'tls show': {
    de: 'Namen, Ablauf und Fingerabdruck der Zertifikate zeigen',
    en: 'show names, expiry and fingerprint of the certificates',
  },
  'tls export': {
    de: 'das Zertifikat der Zertifizierungsstelle für die Arbeitsplätze ausgeben',
    en: 'export the certificate of the authority for the workplaces',
  },
  backup: { de: 'Backups auf dem Server', en: 'backups on the server' },
  'backup list': {
    de: 'zeigen, welche es gibt und was gerade läuft',
    en: 'show which there are and what is under way',
  },
  'backup make': { de: 'eines machen', en: 'make one' },
  'backup check': { de: 'eines mit seiner Liste vergleichen', en: 'compare one with its list' },
  'backup delete': { de: 'eines endgültig löschen', en: 'delete one for good' },
  'backup cancel': { de: 'abbrechen, was gerade läuft', en: 'cancel what is under way' },
  'backup get': { de: 'eines in eine neue Datei herunterladen', en: 'download one into a new file' },
  'backup plan': {
    de: 'den Plan zeigen oder ändern, nach dem jeden Tag eines gemacht wird',
    en: 'show or change the plan by which one is made every day',
  },
  '--plan-at': { de: 'Uhrzeit des täglichen Backups', en: 'time of the daily backup' },
  '--plan-zone': { de: 'Zeitzone der Uhrzeit, etwa Europe/Berlin', en: 'time zone of that time, as Europe/Berlin' },
  '--plan-off': { de: 'kein tägliches Backup mehr machen', en: 'make no daily backup any more' },
  'backup key': { de: 'wer Backups öffnen kann', en: 'who can open backups' },
  'backup key list': { de: 'zeigen, wer genannt ist', en: 'show who is named' },
  'backup key create': {
    de: 'einen Schlüssel für diese Personen einrichten',
    en: 'set up a key for these persons',
  },
  'backup key show': {
    de: 'den Schlüssel anzeigen, der Backups öffnet; nur für die, die genannt sind',
    en: 'show the key that opens backups; only for those who are named',
  },
  '--backup': { de: 'Kennung des Backups, sonst das neueste', en: 'id of the backup, else the newest' },
  box: { de: 'Schlüsselsticks der Box', en: 'key sticks of the box' },
  'box init': { de: 'Schlüssel, Sticks und Formular anlegen', en: 'make key, sticks and form' },
  'box status': { de: 'Sticks zeigen und prüfen', en: 'show and check sticks' },
  'box add-stick': { de: 'einen weiteren Stick anlegen', en: 'make another stick' },
  'box restore-stick': {
    de: 'einen Stick aus dem gedruckten Formular anlegen',
    en: 'make a stick from the printed form',
  },
  'box rekey': {
    de: 'den Schlüssel wechseln (der Server steht dabei)',
    en: 'change the key (while the server is stopped)',
  },
  'box revoke-stick': {
    de: 'verlorene Sticks sperren: wechselt den Schlüssel (der Server steht dabei)',
    en: 'revoke lost sticks: changes the key (while the server is stopped)',
  },
  '--new-sticks': {
    de: 'neue Stickdateien, mindestens zwei, jede auf einem eigenen USB-Stick',
    en: 'new stick files, at least two, each on a USB stick of its own',
  },
  '--new-stick': { de: 'neue Stickdatei', en: 'new stick file' },
  '--stick-name': { de: 'Name des Sticks', en: 'name of the stick' },
  '--by-stick': { de: 'ein Stick, der passt (Datei oder Ordner)', en: 'a stick that fits (file or folder)' },
  '--tried-sticks': { de: 'Sticks, die geprüft werden (Datei oder Ordner)', en: 'sticks to be tried (file or folder)' },
  '--staying-sticks': {
    de: 'alle Sticks, die gültig bleiben (Datei oder Ordner)',
    en: 'all sticks that stay valid (file or folder)',
  },
  '--new-form': { de: 'neues Formular zum Drucken (HTML)', en: 'new form to print (HTML)' },
  '--typed-form': {
    de: 'Datei mit den abgetippten Zeilen des Formulars (-: Standardeingabe)',
    en: 'file with the typed lines of the form (-: standard input)',
  },
  '--adopt': {
    de: 'Schlüsseldatei einer vorhandenen Box, deren Schlüssel übernommen wird',
    en: 'key file of a box that is there, whose key is taken over',
  },
  '--lang': { de: 'Sprache der Ausgabe: de oder en', en: 'language of the output: de or en' },
  '--json': { de: 'Antwort als ein JSON-Objekt', en: 'answer as one JSON object' },
  '--quiet': { de: 'keine Hinweise, kein Fortschritt', en: 'no remarks, no progress' },
  '--home': { de: 'Ordner der Profile', en: 'folder of the profiles' },
  '--profile': { de: 'Name des Profils auf diesem Gerät', en: 'name of the profile on this device' },
  '--password-file': {
    de: 'Passwort aus der ersten Zeile dieser Datei',
    en: 'password from the first line of this file',
  },
  '--factor-code-file': {
    de: 'Code des zweiten Faktors aus dieser Datei (-: Standardeingabe)',
    en: 'code of the second factor from this file (-: standard input)',
  },
  '--service-key': { de: 'Schlüsseldatei eines Dienstgeräts', en: 'key file of a service device' },
  '--service': { de: 'ein Dienstgerät freischalten', en: 'enter a service device' },
  '--by': { de: 'Profil der Leitung, die es freischaltet', en: 'profile of the administrator who enters it' },
  '--service-name': { de: 'Name des Dienstgeräts', en: 'name of the service device' },
  '--data': { de: 'Datenordner des Servers', en: 'data folder of the server' },
  '--box-key': {
    de: 'Schlüsselstick (Datei oder Ordner) oder Schlüsseldatei der Box',
    en: 'key stick (file or folder), or box key file',
  },
  '--init': { de: 'die Schlüsseldatei der Box anlegen', en: 'make the box key file' },
  '--port': { de: 'Port (0: irgendein freier)', en: 'port (0: any free one)' },
  '--host': { de: 'Adresse, an der gelauscht wird', en: 'address to listen on' },
  '--web': {
    de: 'Ordner der Oberfläche, wenn es nicht die mitgebaute ist',
    en: 'folder of the web client, if not the one built here',
  },
  '--tls-cert': { de: 'Zertifikat (PEM)', en: 'certificate (PEM)' },
  '--trusted-proxy': {
    de: 'Adresse eines Proxys, der https beendet (mehrmals möglich)',
    en: 'address of a proxy that ends https (may be repeated)',
  },
  '--http-port': {
    de: 'Port, der über http nur die erklärende Seite zeigt',
    en: 'port that shows only the explaining page over http',
  },
  '--client-origin': {
    de: 'fremde Herkunft (https://...), deren Oberfläche diesen Server benutzen darf',
    en: 'foreign origin (https://...) whose client may use this server',
  },
  '--sms-gateway': {
    de: 'Datei mit dem SMS-Gateway für Codes',
    en: 'file with the SMS gateway for codes',
  },
  '--ca': {
    de: 'Ordner der Zertifizierungsstelle, sonst .tls-ca im Ordner der Profile',
    en: 'folder of the certificate authority, else .tls-ca in the folder of the profiles',
  },
  '--tls-host': {
    de: 'Rechnername, unter dem der Server erreicht wird (mehrmals möglich)',
    en: 'host name the server is reached by (may be repeated)',
  },
  '--tls-address': {
    de: 'Adresse, unter der der Server erreicht wird (mehrmals möglich)',
    en: 'address the server is reached by (may be repeated)',
  },
  '--replace': { de: 'ein vorhandenes Zertifikat ersetzen', en: 'replace a certificate that is there' },
  '--force': { de: 'auch erneuern, wenn es noch nicht nötig ist', en: 'renew even if it is not necessary yet' },
  '--ca-out': { de: 'neue Datei für das Zertifikat', en: 'new file for the certificate' },
  '--box-data': {
    de: 'auf der Box: auch das Zertifikat in diesem Datenordner prüfen',
    en: 'on the box: check the certificate in this data folder, too',
  },
  '--tls-key': { de: 'Schlüssel des Zertifikats (PEM)', en: 'key of the certificate (PEM)' },
  '--server': { de: 'Adresse des Servers', en: 'address of the server' },
  '--tenant': {
    de: 'Kennung der Organisation, wenn der Server mehrere hat',
    en: 'id of the organisation, if the server has several',
  },
  '--founding-token-file': {
    de: 'Datei mit dem Einrichtungscode des Servers',
    en: 'file with the founding token of the server',
  },
  '--kind': { de: 'Art der Organisation: Praxis oder soziale Einrichtung', en: 'kind of organisation' },
  '--name': { de: 'Name der Organisation', en: 'name of the organisation' },
  '--site': { de: 'Name der ersten Betriebsstätte', en: 'name of the first site' },
  '--founder': { de: 'Name der gründenden Person', en: 'name of the founder' },
  '--account': { de: 'Anmeldename', en: 'sign-in name' },
  '--kit': { de: 'Kit-Datei, die angelegt wird', en: 'kit file to be made' },
  '--yes': { de: 'nicht nachfragen', en: 'do not ask' },
  '--recovery-code-file': { de: 'Datei mit dem Wiederherstellungscode', en: 'file with the recovery code' },
  '--user-key-file': { de: 'persönliche Schlüsseldatei', en: 'user key file' },
  '--commit': {
    de: 'einlesen; ohne diese Option wird nur angesehen',
    en: 'import; without this option files are looked at only',
  },
  '--withdraw': { de: 'diesen Lauf zurücknehmen', en: 'take this run back' },
  '--site-id': { de: 'Kennung der Betriebsstätte', en: 'id of the site' },
  '--person': { de: 'Person für Inhalt ohne Person', en: 'person for content without a person' },
  '--possible': {
    de: 'was mit Personen wird, die es vielleicht schon gibt',
    en: 'what becomes of persons that may be there already',
  },
  '--wait': {
    de: 'Sekunden, die auf einen ausgefallenen Server gewartet wird',
    en: 'seconds to wait for a server that went away',
  },
  '--all': { de: 'alle Personen', en: 'all persons' },
  '--out': { de: 'neuer Ordner für die Ausgabe', en: 'new folder for the output' },
  '--export-format': {
    de: 'siegel: alle Fassungen als JSON; fhir: FHIR R4, Seite zum Lesen und Drucken, Dateien',
    en: 'siegel: every version as JSON; fhir: FHIR R4, a page to read and print, files',
  },
  '--no-attest': { de: 'keine Bestätigung in den Verlauf schreiben', en: 'write no attestation into the journal' },
  '--log': {
    de: 'statt dessen ein mit Belegen gespeichertes Protokoll prüfen, ohne Server und ohne Schlüssel',
    en: 'check a log saved with proofs instead, without a server and without keys',
  },
  '--organisation': {
    de: 'Kennzeichen der Organisation (steht auf dem Blatt des Organisationsschlüssels) oder ihr öffentlicher Schlüssel',
    en: "mark of the organisation (it stands on the sheet of the organisation's key) or its public key",
  },
  '--no-content': {
    de: 'nur den Verlauf prüfen, keine Inhalte holen',
    en: 'verify the journal only, fetch no content',
  },
  '--limit': { de: 'höchstens so viele Zeilen', en: 'at most so many rows' },
  '--entry': { de: 'nur diesen Eintrag, ganz', en: 'only this Eintrag, whole' },
} as const satisfies Readonly<Record<string, Sentence>>;

const HEADINGS: Readonly<Record<string, string>> = {
  'Usage:': 'Aufruf:',
  'Arguments:': 'Angaben:',
  'Options:': 'Optionen:',
  'Global Options:': 'Gemeinsame Optionen:',
  'Commands:': 'Befehle:',
};

/** What a command or an option does, in the user's language. */
export function describeIn(language: Language): (name: string) => string {
  return (name) => (Object.hasOwn(HELP, name) ? HELP[name as keyof typeof HELP][language] : '');
}

/** Sets the help of a command to the user's language and shows the common options everywhere. */
export function helpIn(language: Language, command: Command): Command {
  const isGerman = language === 'de';
  return command
    .helpOption('-h, --help', isGerman ? 'diese Hilfe' : 'this help')
    .helpCommand(false)
    .configureHelp({
      showGlobalOptions: true,
      optionDescription: ({ description, defaultValue, argChoices }) => {
        const more = [
          ...(argChoices === undefined ? [] : [argChoices.join(', ')]),
          ...(typeof defaultValue === 'string' ? [`${isGerman ? 'sonst' : 'else'} ${defaultValue}`] : []),
        ];
        return more.length === 0 ? description : `${description} (${more.join('; ')})`;
      },
      styleTitle: (title) => (isGerman ? (HEADINGS[title] ?? title) : title),
    })
    .showSuggestionAfterError(false)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
}
