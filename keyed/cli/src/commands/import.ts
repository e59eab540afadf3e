import { createHash } from 'node:crypto';
import { openIdentities, type PersonIdentityRow, type Safe } from '@siegel/safe';
import { bytesOfHex, equalBytes, fail, type Id, ok, type Result } from '@siegel/wire';
import type { CommandGiven, CommandOutcome } from '../command.ts';
import { commitImport } from '../import/commit-import.ts';
import { type ImportSource, openImportSource } from '../import/import-source.ts';
import { localToday } from '../import/local-today.ts';
import { PersonMatching } from '../import/person-matching.ts';
import { type FilePreview, previewSource } from '../import/preview.ts';
import { previewJson, previewLines } from '../import/preview-text.ts';
import { choosePerson } from '../profile/choose-person.ts';
import { loadIndex } from '../profile/load-index.ts';
import { withProfile } from '../profile/open-profile.ts';
import type { CliFailure } from '../terminal/cli-errors.ts';
import { EXIT, type ExitCode } from '../terminal/exit-code.ts';

/** Options of `siegel import`. */
export interface ImportWish {
  readonly files: readonly string[];
  readonly commit?: boolean;
  /** Hex; without it the user's first site. */
  readonly site?: string;
  /** Who content without a person belongs to. */
  readonly person?: string;
  readonly possible: 'ask' | 'new' | 'join';
  /** Seconds to wait for a server that went away. */
  readonly wait: number;
}

const LOOK = {
  de: 'Nur angesehen, nichts geschrieben. Mit --commit wird eingelesen.',
  en: 'Looked only, nothing written. --commit imports.',
};
const DONE = {
  de: 'Eingelesen: {files} Dateien, {entries} Einträge im Verlauf, Lauf {run}',
  en: 'Imported: {files} files, {entries} entries in the journal, run {run}',
};
const UNDO = { de: 'Zurücknehmen: siegel import --withdraw {run}', en: 'Take back: siegel import --withdraw {run}' };
const NOT_KEPT = {
  de: '{file}: die Datei selbst ist nicht aufgehoben, weil sie nicht genau eine Person betrifft.',
  en: '{file}: the file itself is not kept, because it is not about exactly one person.',
};

/** Reads files of other programs and shows what they would make; with --commit writes them as one run (CL20 to CL27). */
export async function importFiles(given: CommandGiven, wish: ImportWish): Promise<CommandOutcome> {
  const sources = await openSources(wish.files);
  if (!sources.ok) return sources;
  return withProfile(given, async ({ safe }) => {
    const site = siteOf(safe, wish.site);
    if (site === undefined) return fail('SITE_MISSING');
    const loaded = await loadIndex(safe, given.console);
    if (!loaded.ok) return loaded;
    const personId = wish.person === undefined ? ok(undefined) : await choosePerson(safe, wish.person, given.console);
    if (!personId.ok) return personId;
    const existing: PersonIdentityRow[] = [];
    for await (const row of openIdentities(safe)) existing.push(row);
    const previews: FilePreview[] = [];
    const matching = new PersonMatching(existing);
    for (const source of sources.value) previews.push(await previewSource(source, matching));
    const lines = previews.flatMap((preview) => previewLines(preview, given.console));
    const files = previews.map((preview) => previewJson(preview, given.console));
    const exit = exitOf(previews, personId.value);
    if (wish.commit !== true)
      return ok({ json: { committed: false, files }, lines: [...lines, given.console.text(LOOK)], exit });
    return commit(given, wish, { safe, site, personId: personId.value, existing, previews, lines, files, exit });
  });
}

interface Looked {
  readonly safe: Safe;
  readonly site: Id;
  readonly personId: string | undefined;
  readonly existing: readonly PersonIdentityRow[];
  readonly previews: readonly FilePreview[];
  readonly lines: readonly string[];
  readonly files: readonly object[];
  readonly exit: ExitCode;
}

async function commit({ console }: CommandGiven, wish: ImportWish, looked: Looked): Promise<CommandOutcome> {
  const { previews, lines, files, exit } = looked;
  const possible = previews.reduce((sum, { persons }) => sum + persons.possible, 0);
  if (possible > 0 && wish.possible === 'ask') {
    for (const line of lines) console.note({ de: line, en: line });
    return fail('IMPORT_UNDECIDED', { count: possible });
  }
  const accepted = previews.filter(({ refused }) => !refused);
  if (!accepted.some((preview) => makesSomething(preview, looked.personId)))
    return ok({ json: { committed: false, files }, lines, exit });
  const done = await commitImport({
    ...looked,
    console,
    previews: accepted,
    possible: wish.possible === 'join' ? 'join' : 'new',
    waitMs: wish.wait * 1000,
  });
  if (!done.ok) return done;
  const { run, entries, notKept } = done.value;
  return ok({
    json: { committed: true, run, entries, originalsNotKept: notKept, files },
    lines: [
      ...lines,
      ...notKept.map((file) => console.text(NOT_KEPT, { file })),
      console.text(DONE, { files: accepted.length, entries, run }),
      console.text(UNDO, { run }),
    ],
    exit,
  });
}

async function openSources(files: readonly string[]): Promise<Result<readonly ImportSource[], CliFailure>> {
  if (files.length === 0) return fail('USAGE_WRONG', { detail: '<files...>' });
  const sha1 = (bytes: Uint8Array) => new Uint8Array(createHash('sha1').update(bytes).digest());
  const sources: ImportSource[] = [];
  for (const file of files) {
    const source = await openImportSource(file, { today: localToday(Date.now()), sha1 });
    if (!source.ok) return source;
    sources.push(source.value);
  }
  return ok(sources);
}

function siteOf(safe: Safe, wish: string | undefined): Id | undefined {
  if (wish === undefined) return safe.sites[0];
  const wanted = bytesOfHex(wish);
  return wanted === undefined ? undefined : safe.sites.find((site) => equalBytes(site, wanted));
}

function makesSomething({ persons, unassigned }: FilePreview, personId: string | undefined): boolean {
  return persons.new + persons.same + persons.possible > 0 || (unassigned > 0 && personId !== undefined);
}

/** 6 when a file was refused or content has nobody it belongs to. */
function exitOf(previews: readonly FilePreview[], personId: string | undefined): ExitCode {
  const isLeftOver = previews.some(({ refused, unassigned }) => refused || (unassigned > 0 && personId === undefined));
  return isLeftOver ? EXIT.findings : EXIT.ok;
}
