/** A declared kind, as far as its documentation goes. */
export interface DocumentedKind {
  readonly label: { readonly de: string };
  readonly fields: Readonly<Record<string, { readonly zone: string; readonly reason?: string }>>;
}

const HEADER = `# Was der Server lesen kann: die vollständige Liste

Jedes Feld, das hier nicht steht, ist versiegelt. Diese Seite schreibt \`npm run docs:server\` aus denselben Angaben, nach denen das
Programm versiegelt (\`core/akten\`); ein Test vergleicht beide. Was jeder Eintrag außerdem offen trägt (Kennungen, Zeiten,
Größen), steht in [Für den Datenschutz](datenschutz.md#was-der-server-lesen-kann).
`;

const PASSED_ON = `## Was der Server weitergibt und nicht behält

Solange jemand einen Eintrag oder Stammdaten ändert, meldet das Gerät alle zehn Sekunden die zufälligen Kennungen von Eintrag, Akte
und Gerät. Der Server gibt sie an die offenen Verbindungen der Personen weiter, die diese Akte öffnen dürfen, damit zwei nicht
unbemerkt dasselbe ändern. Er schreibt sie nirgends auf.
`;

/** The page docs/user/was-der-server-lesen-kann.md: every open field of every kind with its reason, in order of the kinds. */
export function renderServerReads(
  records: readonly DocumentedKind[],
  journalKinds: readonly DocumentedKind[],
  accountRecords: readonly DocumentedKind[],
): string {
  return [
    HEADER,
    section('Akten, Einträge und Mitarbeitende', records),
    'Alle anderen Felder dieser Arten sind versiegelt: Namen, Anschriften, Texte, Diagnosen, Werte, Dateinamen, Daten.\n',
    section('Verwaltung, Schlüssel und Zugriffsprotokoll', journalKinds),
    section('Beim Zugang einer Person, außerhalb des Verlaufs', accountRecords),
    PASSED_ON,
  ].join('\n');
}

function section(title: string, kinds: readonly DocumentedKind[]): string {
  const rows = kinds.flatMap((kind) => {
    const open = Object.entries(kind.fields).filter(([, { zone }]) => zone === 'open');
    const none = open.length === 0 ? [`| ${kind.label.de} | keines | |\n`] : [];
    return [...none, ...open.map(([field, { reason = '' }]) => `| ${kind.label.de} | \`${field}\` | ${reason} |\n`)];
  });
  return `## ${title}\n\n| Art | offenes Feld | Grund |\n|---|---|---|\n${rows.join('')}`;
}
