import { type PlainRecord, person } from '@siegel/akten';
import { type OpenedEntry, plainValue } from '@siegel/safe';
import { isUnreadable } from '@siegel/seal';
import { type ErrorCode, fail, ok } from '@siegel/wire';
import { type EintragLine, eintragLines } from '../akte/eintrag-line.ts';
import type { CommandGiven, CommandOutcome } from '../command.ts';
import { choosePerson } from '../profile/choose-person.ts';
import { withProfile } from '../profile/open-profile.ts';
import type { Console } from '../terminal/console.ts';
import { EXIT, exitCodeOf, type ExitCode } from '../terminal/exit-code.ts';
import { printable } from '../terminal/printable.ts';
import { tableLines } from '../terminal/table.ts';

const TEXT = {
  day: { de: 'Tag', en: 'Day' },
  time: { de: 'Zeit', en: 'Time' },
  kind: { de: 'Art', en: 'Kind' },
  text: { de: 'Inhalt', en: 'Content' },
  id: { de: 'Kennung', en: 'Id' },
  unreadable: { de: 'nicht lesbar ({code})', en: 'not readable ({code})' },
  empty: { de: 'Die Akte hat keine Einträge.', en: 'The Akte has no Eintraege.' },
} as const;

/** Opens the Akte of a person and shows it as a table in order of time, or one Eintrag of it whole (CL14). */
export function show(
  given: CommandGiven,
  wish: { readonly person: string; readonly entry?: string },
): Promise<CommandOutcome> {
  const { console } = given;
  return withProfile(given, async ({ safe }) => {
    const personId = await choosePerson(safe, wish.person, console);
    if (!personId.ok) return personId;
    const opened = await safe.openPerson(personId.value);
    if (!opened.ok) return opened;
    await safe.openings.note(personId.value, 'open');
    const lines = eintragLines(opened.value);
    const exit = worstOf(opened.value);
    if (wish.entry !== undefined) return showOne(lines, wish.entry, exit);
    const { value, text } = personOf(opened.value, console);
    const json = { personId: personId.value, person: value, eintraege: lines.map(jsonOf) };
    return ok({ json, lines: [text, '', ...akteTable(lines, console)], exit });
  });
}

function showOne(lines: readonly EintragLine[], id: string, exit: ExitCode): CommandOutcome {
  const line = lines.find((candidate) => candidate.id === id);
  if (line === undefined) return fail('EINTRAG_UNKNOWN');
  const value = line.value === undefined ? {} : plainValue(line.value);
  const fields = Object.entries(value).map(([name, field]) => {
    const text = typeof field === 'string' ? field : JSON.stringify(field);
    return `${name}: ${printable(text)}`;
  });
  return ok({ json: jsonOf(line), lines: [`${line.kuerzel} ${line.id}`, ...fields], exit });
}

function akteTable(lines: readonly EintragLine[], console: Console): readonly string[] {
  if (lines.length === 0) return [console.text(TEXT.empty)];
  const head = [TEXT.day, TEXT.time, TEXT.kind, TEXT.id, TEXT.text].map((title) => console.text(title));
  const rows = lines.map(({ behandlungstag, uhrzeit, kuerzel, id, text, unreadable }) => [
    behandlungstag,
    uhrzeit,
    kuerzel,
    id,
    unreadable === undefined ? text : console.text(TEXT.unreadable, { code: unreadable }),
  ]);
  return tableLines(head, rows);
}

function jsonOf({ value, ...line }: EintragLine): object {
  return value === undefined ? line : { ...line, value: plainValue(value) };
}

function personOf(entries: readonly OpenedEntry[], console: Console) {
  const entry = entries.find(({ record }) => record.newest.body.kind === person.code);
  if (entry === undefined) return { value: null, text: '?' };
  if (isUnreadable(entry.opened))
    return { value: null, text: console.text(TEXT.unreadable, { code: entry.opened.unreadable }) };
  const value = entry.opened.value as PlainRecord;
  const [familienname, vorname, ...facts] = FACTS.map((name) => {
    const fact = value[name];
    return typeof fact === 'string' ? fact : '';
  });
  const text = [`${familienname}, ${vorname}`, ...facts].filter((fact) => fact !== '').join(' · ');
  return { value: plainValue(value), text: printable(text) };
}

const FACTS = ['familienname', 'vorname', 'geburtsdatum', 'strasse', 'plz', 'ort'] as const;

/** Tampering in what was shown gives its exit code, so that a script notices. */
function worstOf(entries: readonly OpenedEntry[]): ExitCode {
  const codes = entries.flatMap(({ opened }): readonly ErrorCode[] =>
    isUnreadable(opened) ? [opened.unreadable] : [],
  );
  return codes.some((code) => exitCodeOf(code) === EXIT.tampering) ? EXIT.tampering : EXIT.ok;
}
