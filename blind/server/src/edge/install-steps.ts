/** One system a device may run, and what its user does once. Fixed texts, simple markup. */
export interface InstallSteps {
  readonly system: string;
  readonly file: 'crt' | 'pem';
  readonly de: readonly string[];
  readonly en: readonly string[];
}

/** The steps of every system, the commonest at the desk first (LN2). */
export const INSTALL_STEPS: readonly InstallSteps[] = [
  {
    system: 'Windows',
    file: 'crt',
    de: [
      'Datei laden und doppelklicken, <b>Zertifikat installieren</b>.',
      '<b>Lokaler Computer</b>, dann <b>Alle Zertifikate in folgendem Speicher speichern</b>.',
      '<b>Vertrauenswürdige Stammzertifizierungsstellen</b> wählen, <b>Fertig stellen</b>.',
      'Browser schließen und neu öffnen.',
    ],
    en: [
      'Download the file and double-click it, <b>Install Certificate</b>.',
      '<b>Local Machine</b>, then <b>Place all certificates in the following store</b>.',
      'Choose <b>Trusted Root Certification Authorities</b>, <b>Finish</b>.',
      'Close the browser and open it again.',
    ],
  },
  {
    system: 'macOS',
    file: 'crt',
    de: [
      'Datei laden und doppelklicken; Schlüsselbund <b>System</b>.',
      'Das Zertifikat dort doppelklicken, <b>Vertrauen</b> aufklappen.',
      '<b>Bei Verwendung dieses Zertifikats: Immer vertrauen</b>. Fenster schließen, Passwort eingeben.',
    ],
    en: [
      'Download the file and double-click it; keychain <b>System</b>.',
      'Double-click the certificate there, open <b>Trust</b>.',
      '<b>When using this certificate: Always Trust</b>. Close the window, enter the password.',
    ],
  },
  {
    system: 'Linux',
    file: 'pem',
    de: [
      'Datei laden, dann als Administrator: <code>cp siegel-ca.pem /usr/local/share/ca-certificates/siegel-ca.crt</code> und <code>update-ca-certificates</code>.',
      'Chromium: <code>chrome://certificate-manager</code>, <b>Benutzerdefiniert</b>, <b>Vertrauenswürdige Zertifikate</b>, <b>Importieren</b>.',
      'Firefox: <b>Einstellungen</b>, <b>Datenschutz &amp; Sicherheit</b>, <b>Zertifikate anzeigen</b>, <b>Zertifizierungsstellen</b>, <b>Importieren</b>.',
    ],
    en: [
      'Download the file, then as administrator: <code>cp siegel-ca.pem /usr/local/share/ca-certificates/siegel-ca.crt</code> and <code>update-ca-certificates</code>.',
      'Chromium: <code>chrome://certificate-manager</code>, <b>Custom</b>, <b>Trusted Certificates</b>, <b>Import</b>.',
      'Firefox: <b>Settings</b>, <b>Privacy &amp; Security</b>, <b>View Certificates</b>, <b>Authorities</b>, <b>Import</b>.',
    ],
  },
  {
    system: 'Android',
    file: 'crt',
    de: [
      'Datei laden.',
      '<b>Einstellungen</b>, <b>Sicherheit</b>, <b>Verschlüsselung und Anmeldedaten</b>, <b>Zertifikat installieren</b>, <b>CA-Zertifikat</b>.',
      'Den Hinweis bestätigen und die Datei wählen.',
    ],
    en: [
      'Download the file.',
      '<b>Settings</b>, <b>Security</b>, <b>Encryption and credentials</b>, <b>Install a certificate</b>, <b>CA certificate</b>.',
      'Confirm the notice and choose the file.',
    ],
  },
  {
    system: 'iPhone, iPad',
    file: 'crt',
    de: [
      'Datei in Safari laden, <b>Zulassen</b>.',
      '<b>Einstellungen</b>, <b>Profil geladen</b>, <b>Installieren</b>.',
      '<b>Einstellungen</b>, <b>Allgemein</b>, <b>Info</b>, <b>Zertifikatsvertrauenseinstellungen</b>: einschalten.',
    ],
    en: [
      'Download the file in Safari, <b>Allow</b>.',
      '<b>Settings</b>, <b>Profile Downloaded</b>, <b>Install</b>.',
      '<b>Settings</b>, <b>General</b>, <b>About</b>, <b>Certificate Trust Settings</b>: switch it on.',
    ],
  },
];
