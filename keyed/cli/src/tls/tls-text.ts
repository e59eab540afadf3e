import type { Console } from '../terminal/console.ts';
import { type CertificateState, WARN_DAYS } from './certificate-state.ts';

export const TLS_TEXT = {
  made: {
    de: 'Zertifikat angelegt. `siegel serve --data {data} …` benutzt es ab dem nächsten Start.',
    en: 'Certificate made. `siegel serve --data {data} …` uses it from its next start on.',
  },
  renewed: {
    de: 'Zertifikat erneuert. Ein laufender Server nimmt es in wenigen Sekunden, ohne Neustart.',
    en: 'Certificate renewed. A running server takes it within seconds, without a restart.',
  },
  stillGood: {
    de: 'Nichts zu tun: das Zertifikat gilt noch {days} Tage (mit --force wird es trotzdem erneuert).',
    en: 'Nothing to do: the certificate is valid for another {days} days (--force renews it anyway).',
  },
  authorityMade: {
    de: 'Eigene Zertifizierungsstelle angelegt: {folder}\nDieser Ordner gehört auf einen Datenträger, der getrennt verwahrt wird; der Server braucht ihn nicht, nur `siegel tls renew`.',
    en: 'Certificate authority made: {folder}\nThis folder belongs on a medium kept apart; the server does not need it, only `siegel tls renew` does.',
  },
  next: {
    de: 'Weiter: `siegel tls export --data {data} --out siegel-ca.crt` und das Zertifikat auf jedem Arbeitsplatz einrichten.',
    en: 'Next: `siegel tls export --data {data} --out siegel-ca.crt`, and install the certificate on every workplace.',
  },
  names: { de: 'Namen:           {names}', en: 'Names:       {names}' },
  until: { de: 'Gültig bis:      {date} (noch {days} Tage)', en: 'Valid until: {date} ({days} days left)' },
  expired: { de: 'ABGELAUFEN am:   {date}', en: 'EXPIRED on:  {date}' },
  fingerprint: { de: 'SHA-256:         {fingerprint}', en: 'SHA-256:     {fingerprint}' },
  server: { de: 'Server-Zertifikat', en: 'Server certificate' },
  authority: { de: 'Zertifizierungsstelle: {issuer}', en: 'Certificate authority: {issuer}' },
  soon: {
    de: 'Das Zertifikat läuft bald ab. Bitte `siegel tls renew --data {data}` aufrufen.',
    en: 'The certificate expires soon. Please call `siegel tls renew --data {data}`.',
  },
  exported: { de: 'Zertifikat der eigenen Zertifizierungsstelle: {file}', en: 'Certificate of the authority: {file}' },
} as const;

/** What the user of a workplace has to do with the exported certificate. */
const INSTALL = {
  de: [
    'Auf jedem Arbeitsplatz einmal einrichten. Vorher vergleichen: der Fingerabdruck, den das System zeigt, muss dieser sein.',
    '  Windows  Datei doppelklicken › Zertifikat installieren › Lokaler Computer › Alle Zertifikate in folgendem Speicher',
    '           speichern › Vertrauenswürdige Stammzertifizierungsstellen › Fertig stellen.',
    '  macOS    Datei doppelklicken › Schlüsselbund „System“ › Zertifikat doppelklicken › Vertrauen › Immer vertrauen.',
    '  Linux    als Administrator nach /usr/local/share/ca-certificates/ kopieren, dann `update-ca-certificates` aufrufen.',
    '           Chromium: chrome://certificate-manager › Benutzerdefiniert › Vertrauenswürdige Zertifikate › Importieren.',
    '  Firefox  Einstellungen › Datenschutz & Sicherheit › Zertifikate anzeigen › Zertifizierungsstellen › Importieren ›',
    '           „Dieser CA vertrauen, um Websites zu identifizieren“.',
    '  iPhone   Datei öffnen › Einstellungen › Profil geladen › Installieren; danach Allgemein › Info ›',
    '           Zertifikatsvertrauenseinstellungen › einschalten.',
    '  Android  Einstellungen › Sicherheit › Verschlüsselung & Anmeldedaten › Zertifikat installieren › CA-Zertifikat.',
    'Danach den Browser neu starten und die Adresse öffnen. Eine Warnung des Browsers nie wegklicken: sie heißt, dass dieser',
    'Schritt fehlt oder dass jemand dazwischen ist.',
  ],
  en: [
    'Install it once on every workplace. Compare first: the fingerprint the system shows must be this one.',
    '  Windows  double-click the file › Install Certificate › Local Machine › Place all certificates in the following',
    '           store › Trusted Root Certification Authorities › Finish.',
    '  macOS    double-click the file › keychain "System" › double-click the certificate › Trust › Always Trust.',
    '  Linux    copy it to /usr/local/share/ca-certificates/ as administrator, then call `update-ca-certificates`.',
    '           Chromium: chrome://certificate-manager › Custom › Trusted Certificates › Import.',
    '  Firefox  Settings › Privacy & Security › View Certificates › Authorities › Import › "Trust this CA to identify',
    '           websites".',
    '  iPhone   open the file › Settings › Profile Downloaded › Install; then General › About › Certificate Trust',
    '           Settings › switch it on.',
    '  Android  Settings › Security › Encryption & credentials › Install a certificate › CA certificate.',
    'Then restart the browser and open the address. Never click away a warning of the browser: it says that this step is',
    'missing, or that somebody is in between.',
  ],
} as const;

/** How to install the certificate, in the user's language. */
export function installLines({ language }: Console): readonly string[] {
  return INSTALL[language];
}

/** A certificate in lines. */
export function certificateLines(
  console: Console,
  { names, validTo, daysLeft, fingerprint }: CertificateState,
): string[] {
  const date = new Date(validTo).toISOString().slice(0, 10);
  const all = [...names.hosts, ...names.addresses];
  return [
    ...(all.length === 0 ? [] : [console.text(TLS_TEXT.names, { names: all.join(', ') })]),
    console.text(daysLeft < 0 ? TLS_TEXT.expired : TLS_TEXT.until, { date, days: daysLeft }),
    console.text(TLS_TEXT.fingerprint, { fingerprint }),
  ];
}

/** A certificate as an answer for scripts. */
export function certificateJson({ names, issuer, validTo, daysLeft, fingerprint }: CertificateState): object {
  return {
    ...names,
    issuer,
    validTo: new Date(validTo).toISOString(),
    daysLeft,
    expiresSoon: daysLeft < WARN_DAYS,
    sha256: fingerprint,
  };
}
