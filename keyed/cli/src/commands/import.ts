import { createHash } from 'node:crypto';
import {
  commitImport,
  type FilePreview,
  type ImportSource,
  localDay,
  openIdentities,
  openImportSource,
  type Patience,
  PersonMatching,
  type PersonIdentityRow,
  previewSource,
  type Safe,
} from '@siegel/safe';
import { bytesOfHex, equalBytes, fail, type Id, ok, type Result } from '@siegel/wire';
import type { CommandGiven, CommandOutcome } from '../command.ts';
import { fileOfPath } from '../import/file-of-path.ts';
import { type LookedAtFile, previewJson, previewLines } from '../import/preview-text.ts';
import { choosePerson } from '../profile/choose-person.ts';
import { loadIndex } from '../profile/load-index.ts';
import { withProfile } from '../profile/open-profile.ts';
import type { CliFailure } from '../terminal/cli-errors.ts';
import type { Console } from '../terminal/console.ts';
import { EXIT, type ExitCode } from '../terminal/exit-code.ts';
import { watchCancel } from '../terminal/watch-cancel.ts';

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

const TITLE = { de: 'Einlesen ', en: 'Import ' };
const LEFT_OVER = {
  de: 'Ein abgebrochener Lauf dieses Geräts wurde verworfen: {run}',
  en: 'A run this device had left open was dropped: {run}',
};
const GONE = {
  de: 'Der Server antwortet nicht; warte bis zu {seconds} Sekunden ...',
  en: 'The server does not answer; waiting for up to {seconds} seconds ...',
};
const BUSY = {
  de: 'Der Server kann gerade nicht schreiben; versuche es bis zu {seconds} Sekunden lang ...',
  en: 'The server cannot write just now; trying for up to {seconds} seconds ...',
};
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
    const looked: LookedAtFile[] = [];
    const matching = new PersonMatching(existing);
    for (const { path, source } of sources.value) {
      const preview = await previewSource(source, matching);
      if (preview !== undefined) looked.push({ path, preview });
    }
    const previews = looked.map(({ preview }) => preview);
    const lines = looked.flatMap((file) => previewLines(file, given.console));
    const files = looked.map((file) => previewJson(file, given.console));
    const exit = exitOf(previews, personId.value);
    if (wish.commit !== true)
      return ok({ json: { committed: false, files }, lines: [...lines, given.console.text(LOOK)], exit });
    return commit(given, wish, { safe, site, personId: personId.value, existing, looked, lines, files, exit });
  });
}

interface Looked {
  readonly safe: Safe;
  readonly site: Id;
  readonly personId: string | undefined;
  readonly existing: readonly PersonIdentityRow[];
  readonly looked: readonly LookedAtFile[];
  readonly lines: readonly string[];
  readonly files: readonly object[];
  readonly exit: ExitCode;
}

async function commit({ console }: CommandGiven, wish: ImportWish, looked: Looked): Promise<CommandOutcome> {
  const { lines, files, exit } = looked;
  const possible = looked.looked.reduce((sum, { preview }) => sum + preview.persons.possible, 0);
  if (possible > 0 && wish.possible === 'ask') {
    for (const line of lines) console.note({ de: line, en: line });
    return fail('IMPORT_UNDECIDED', { count: possible });
  }
  const accepted = looked.looked.filter(({ preview }) => !preview.refused);
  if (!accepted.some(({ preview }) => makesSomething(preview, looked.personId)))
    return ok({ json: { committed: false, files }, lines, exit });
  const done = await writeRun(console, wish, { ...looked, looked: accepted });
  if (!done.ok) return done;
  const { run, entries } = done.value;
  const notKept = done.value.notKept.flatMap((at) => accepted[at]?.path ?? []);
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

async function writeRun(console: Console, wish: ImportWish, { safe, site, existing, looked, personId }: Looked) {
  const cancel = watchCancel();
  const bar = console.progress(TITLE);
  const patience: Patience = {
    waitMs: wish.wait * 1000,
    isCancelled: cancel.isCancelled,
    onWait: (code) => console.note(code === 'OFFLINE' ? GONE : BUSY, { seconds: wish.wait }),
  };
  const possible = wish.possible === 'join' ? 'same' : 'new';
  try {
    const done = await commitImport({
      ...{ safe, site, existing, patience, files: looked.map(({ preview }) => preview) },
      total: looked.reduce((sum, { preview: { persons } }) => sum + persons.new + persons.same + persons.possible, 0),
      today: localDay(safe.given.now()),
      decisionsOf: () => ({
        decide: (_, grade) => (grade === 'same' ? 'same' : possible),
        home: personId,
      }),
      onProgress: (at, total) => bar.at(at, total),
      onLeftOver: (run) => console.note(LEFT_OVER, { run }),
    });
    bar.end();
    return done;
  } finally {
    cancel.end();
  }
}

interface OpenedSource {
  readonly path: string;
  readonly source: ImportSource;
}

async function openSources(files: readonly string[]): Promise<Result<readonly OpenedSource[], CliFailure>> {
  if (files.length === 0) return fail('USAGE_WRONG', { detail: '<files...>' });
  const sha1 = (bytes: Uint8Array) => new Uint8Array(createHash('sha1').update(bytes).digest());
  const sources: OpenedSource[] = [];
  for (const path of files) {
    const file = await fileOfPath(path);
    if (!file.ok) return file;
    sources.push({ path, source: await openImportSource(file.value, { today: localDay(Date.now()), sha1 }) });
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
