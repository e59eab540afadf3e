/** One line of the error catalogue of core/wire, as far as its documentation goes. */
export interface CatalogueLine {
  readonly status: number;
  readonly de: string;
  readonly en: string;
}

const HEADER = `# Errors

Every error a program of Siegel answers, by its stable code. A code is never used again for something else; the
sentences say what to do and never hold content of a file. Rule WR32.

This page is written by \`npm run docs:errors\` from \`core/wire/src/error-catalogue.ts\`; a test compares them.

| code | status | Deutsch | English |
|---|---|---|---|
`;

/** The page docs/spec/errors.md for a catalogue: one table row per code, sorted by code. */
export function renderErrorDocs(errors: Readonly<Record<string, CatalogueLine>>): string {
  const rows = Object.keys(errors)
    .sort()
    .map((code) => {
      const line = errors[code];
      if (line === undefined) return '';
      return `| \`${code}\` | ${line.status} | ${cell(line.de)} | ${cell(line.en)} |\n`;
    });
  return HEADER + rows.join('');
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
