import type { Console } from '../terminal/console.ts';
import type { VerifyReport } from './verify-report.ts';

const TEXT = {
  counts: {
    de: 'Verlauf: {size} Einträge in {batches} Paketen, davon {hidden} nur als Blatt (andere Betriebsstätten, Zugriffsprotokoll)',
    en: 'Journal: {size} entries in {batches} batches, {hidden} of them as leaves only (other sites, access log)',
  },
  content: {
    de: 'Inhalte: {akten} Akten, {parts} versiegelte Teile geöffnet',
    en: 'Content: {akten} Akten, {parts} sealed parts opened',
  },
  fault: { de: 'VERÄNDERT ab Eintrag {seq}: {code}', en: 'CHANGED from entry {seq} on: {code}' },
  pinned: {
    de: 'VERÄNDERT: der Verlauf setzt nicht fort, was dieses Gerät schon gesehen hat ({code})',
    en: 'CHANGED: the journal does not continue what this device has seen ({code})',
  },
  differs: {
    de: 'VERÄNDERT: Eintrag {seq} ist ein anderer als der, den dieses Gerät aufgehoben hat',
    en: 'CHANGED: entry {seq} is another one than this device has kept',
  },
  quarantined: { de: 'ZURÜCKGEHALTEN: Eintrag {seq} ({code})', en: 'HELD BACK: entry {seq} ({code})' },
  fork: {
    de: 'ABZWEIG: der Verfasser von Eintrag {seq} hatte einen anderen Verlauf gesehen',
    en: 'FORK: the author of entry {seq} had seen another journal',
  },
  withheld: { de: 'VORENTHALTEN: Eintrag {seq}', en: 'WITHHELD: entry {seq}' },
  run: {
    de: 'LAUF: Eintrag {seq} nennt eine andere Zahl oder Prüfsumme als das, was in seinem Lauf steht',
    en: 'RUN: entry {seq} names another number or hash than what stands in its run',
  },
  broken: { de: 'INHALT: Eintrag {seq} ({code})', en: 'CONTENT: entry {seq} ({code})' },
  more: { de: '... und {count} weitere', en: '... and {count} more' },
  intact: {
    de: 'In Ordnung: jeder Eintrag ist gebunden, zugeordnet und geprüft.',
    en: 'In order: every entry is bound, attributed and checked.',
  },
  notIntact: {
    de: 'Nicht in Ordnung. Bitte nicht weiterarbeiten und der Leitung melden.',
    en: 'Not in order. Please stop and tell the management.',
  },
  attested: { de: 'Bestätigung im Verlauf: {id}', en: 'Attestation in the journal: {id}' },
} as const;

const MOST = 50;

/** A verification as lines: counts, then what was found, then the verdict. */
export function verifyLines(
  given: { readonly report: VerifyReport; readonly intact: boolean; readonly attestation: string | null },
  console: Console,
): readonly string[] {
  const { audit, pinned, differsAt, content } = given.report;
  const { head, batches, hidden } = audit;
  const found = [
    ...(audit.fault === undefined ? [] : [console.text(TEXT.fault, audit.fault)]),
    ...(pinned === undefined ? [] : [console.text(TEXT.pinned, { code: pinned })]),
    ...(differsAt === undefined ? [] : [console.text(TEXT.differs, { seq: differsAt })]),
    ...audit.quarantined.map(({ seq, code }) => console.text(TEXT.quarantined, { seq, code })),
    ...audit.forks.map((seq) => console.text(TEXT.fork, { seq })),
    ...audit.withheld.map((seq) => console.text(TEXT.withheld, { seq })),
    ...audit.runs.map((seq) => console.text(TEXT.run, { seq })),
    ...(content?.broken ?? []).map(({ seq, code }) => console.text(TEXT.broken, { seq, code })),
  ];
  return [
    console.text(TEXT.counts, { size: head.size, batches, hidden }),
    ...(content === undefined ? [] : [console.text(TEXT.content, { akten: content.akten, parts: content.parts })]),
    ...found.slice(0, MOST),
    ...(found.length > MOST ? [console.text(TEXT.more, { count: found.length - MOST })] : []),
    console.text(given.intact ? TEXT.intact : TEXT.notIntact),
    ...(given.attestation === null ? [] : [console.text(TEXT.attested, { id: given.attestation })]),
  ];
}
