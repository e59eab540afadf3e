import { mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { exportAkte, type ExportGiven, localDay, type Safe } from '@siegel/safe';
import { fail, hexOf, ok, type Result } from '@siegel/wire';
import type { CommandGiven, CommandOutcome } from '../command.ts';
import { type ExportedPerson, exportPerson } from '../export/export-person.ts';
import { choosePerson } from '../profile/choose-person.ts';
import { loadIndex } from '../profile/load-index.ts';
import { withProfile } from '../profile/open-profile.ts';
import type { CliFailure } from '../terminal/cli-errors.ts';
import { EXIT, exitCodeOf } from '../terminal/exit-code.ts';
import { writeNewFile } from '../terminal/write-file.ts';

/** Options of `siegel export`. */
export interface ExportWish {
  readonly person?: string;
  readonly all?: boolean;
  readonly out: string;
  /** `siegel`: every version as JSON; `fhir`: FHIR R4, a page to read and print, and the files. */
  readonly format?: 'siegel' | 'fhir';
}

const TITLE = { de: 'Export ', en: 'Export ' };
const READABLE = {
  de: 'Achtung: der Ordner {out} enthält lesbare Daten. Er gehört auf einen verschlüsselten Datenträger und danach gelöscht.',
  en: 'Careful: the folder {out} holds readable data. It belongs on an encrypted disk and must be deleted afterwards.',
};
const DONE = {
  de: 'Ausgegeben: {persons} Personen, {records} Einträge, {files} Anhänge',
  en: 'Exported: {persons} persons, {records} records, {files} attachments',
};
const BROKEN = {
  de: 'Nicht lesbar: {count} Fassungen; sie stehen mit ihrem Grund in den Dateien.',
  en: 'Not readable: {count} versions; they stand in the files with the reason.',
};

const WITHHELD = {
  de: 'Nicht freigegeben und deshalb nicht dabei: {count} Einträge. Die Regeln der Organisation verlangen die Freigabe.',
  en: 'Not released and therefore left out: {count} entries. The rules of the organisation require their release.',
};

/** Writes opened Akten with their whole history into a new folder, readable, for its owner only (CL40). */
export async function exportAkten(given: CommandGiven, wish: ExportWish): Promise<CommandOutcome> {
  if ((wish.person === undefined) === (wish.all !== true)) return fail('USAGE_WRONG', { detail: '<person> | --all' });
  const made = await makeEmptyFolder(wish.out);
  if (!made.ok) return made;
  return withProfile(given, async ({ safe }) => {
    const personIds = await personsOf(safe, wish, given);
    if (!personIds.ok) return personIds;
    if (wish.format === 'fhir') return exportFhir(given, wish.out, { safe, personIds: personIds.value });
    const bar = given.console.progress(TITLE);
    const persons: ExportedPerson[] = [];
    for (const personId of personIds.value) {
      const exported = await exportPerson(safe, personId, wish.out);
      if (!exported.ok) return exported;
      await safe.openings.note(personId, 'export', 'JSON, alle Fassungen, Anhänge');
      persons.push(exported.value);
      bar.at(persons.length, personIds.value.length);
    }
    const { head } = safe.follower;
    const list = {
      format: 'siegel-export',
      version: 1,
      tenant: hexOf(safe.given.tenant),
      exportedAtMs: safe.given.now(),
      journal: { size: head.size, root: hexOf(head.root) },
      persons,
    };
    const written = await writeNewFile(join(wish.out, 'list.json'), `${JSON.stringify(list, null, 2)}\n`);
    if (!written.ok) return written;
    return answerOf(given, wish, persons);
  });
}

/** What the answer counts. */
type Answered = Pick<ExportedPerson, 'records' | 'attachments' | 'unreadable' | 'withheld'>;

function answerOf({ console }: CommandGiven, wish: ExportWish, persons: readonly Answered[]): CommandOutcome {
  console.note(READABLE, { out: wish.out });
  const sum = (count: (person: Answered) => number) => persons.reduce((total, person) => total + count(person), 0);
  const facts = { persons: persons.length, records: sum((p) => p.records), files: sum((p) => p.attachments) };
  const unreadable = persons.flatMap((person) => person.unreadable);
  const lines = [console.text(DONE, facts)];
  const withheld = sum((p) => p.withheld);
  if (withheld > 0) lines.push(console.text(WITHHELD, { count: withheld }));
  if (unreadable.length > 0) lines.push(console.text(BROKEN, { count: unreadable.length }));
  const isTampered = unreadable.some((code) => exitCodeOf(code) === EXIT.tampering);
  const exit = isTampered ? EXIT.tampering : unreadable.length > 0 ? EXIT.findings : EXIT.ok;
  return ok({ json: { out: wish.out, ...facts, unreadable, withheld }, lines, exit });
}

/** Writes FHIR, pages and files below the folder, as the workspace writes them into an archive. */
async function exportFhir(
  given: CommandGiven,
  out: string,
  { safe, personIds }: { readonly safe: Safe; readonly personIds: readonly string[] },
): Promise<CommandOutcome> {
  const bar = given.console.progress(TITLE);
  let failed: CommandOutcome | undefined;
  const take: ExportGiven['take'] = async (path, content) => {
    const target = join(out, path);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    const written = await writeNewFile(target, content);
    if (!written.ok) failed ??= written;
  };
  const akten: Answered[] = [];
  for (const personId of personIds) {
    const exporting = { safe, take, tenantName: '', today: localDay(safe.given.now()) };
    const akte = await exportAkte(exporting, personId);
    if (!akte.ok) return akte;
    if (failed !== undefined) return failed;
    const { eintraege, files, unreadable, withheld } = akte.value;
    akten.push({ records: eintraege, attachments: files, unreadable, withheld });
    bar.at(akten.length, personIds.length);
  }
  return answerOf(given, { out }, akten);
}

async function personsOf(
  safe: Safe,
  wish: ExportWish,
  { console }: CommandGiven,
): Promise<Result<readonly string[], CliFailure>> {
  if (wish.person !== undefined) {
    const one = await choosePerson(safe, wish.person, console);
    return one.ok ? ok([one.value]) : one;
  }
  const loaded = await loadIndex(safe, console);
  if (!loaded.ok) return loaded;
  return ok(
    [...safe.directory.persons()].filter(
      (personId) => safe.index.get(personId) !== undefined && !safe.merged.isGone(personId),
    ),
  );
}

/** A new folder, or an empty one; for its owner only. */
async function makeEmptyFolder(path: string): Promise<Result<true, CliFailure>> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    return (await readdir(path)).length === 0 ? ok(true) : fail('FILE_EXISTS', { file: path });
  } catch (error) {
    return fail('FILE_UNWRITABLE', { file: path, reason: (error as NodeJS.ErrnoException).code ?? '?' });
  }
}
