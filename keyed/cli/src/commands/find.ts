import type { PersonIndexRow } from '@siegel/safe';
import { ok } from '@siegel/wire';
import type { CommandGiven, CommandOutcome } from '../command.ts';
import { loadIndex } from '../profile/load-index.ts';
import { withProfile } from '../profile/open-profile.ts';
import { tableLines } from '../terminal/table.ts';

const TEXT = {
  name: { de: 'Name', en: 'Name' },
  born: { de: 'geboren', en: 'born' },
  place: { de: 'Ort', en: 'Place' },
  number: { de: 'Nummer', en: 'Number' },
  id: { de: 'Kennung', en: 'Id' },
  nobody: { de: 'Niemand gefunden.', en: 'Nobody found.' },
  more: { de: '{shown} von {total} gezeigt.', en: '{shown} of {total} shown.' },
  soundAlike: { de: 'Klingt ähnlich:', en: 'Sounds alike:' },
} as const;

/** Searches persons by the grammar of docs/spec/search.md (CL13). */
export function find(
  given: CommandGiven,
  wish: { readonly query: string; readonly limit: number },
): Promise<CommandOutcome> {
  const { console } = given;
  return withProfile(given, async ({ safe }) => {
    const loaded = await loadIndex(safe, console);
    if (!loaded.ok) return loaded;
    const result = safe.index.search(wish.query, wish.limit);
    const { exact, soundAlike, total, soundAlikeTotal } = result;
    const head = [TEXT.name, TEXT.born, TEXT.place, TEXT.number, TEXT.id].map((title) => console.text(title));
    const lines: string[] = [];
    if (exact.length > 0) lines.push(...tableLines(head, exact.map(cellsOf)));
    if (soundAlike.length > 0) lines.push(console.text(TEXT.soundAlike), ...tableLines(head, soundAlike.map(cellsOf)));
    if (lines.length === 0) lines.push(console.text(TEXT.nobody));
    const shown = exact.length + soundAlike.length;
    if (shown < total + soundAlikeTotal) lines.push(console.text(TEXT.more, { shown, total: total + soundAlikeTotal }));
    return ok({ json: { persons: loaded.value, ...result }, lines });
  });
}

function cellsOf({ familienname, vorname, geburtsdatum, ort, patientennummern, personId }: PersonIndexRow) {
  return [`${familienname}, ${vorname}`, geburtsdatum ?? '', ort ?? '', patientennummern.join(' '), personId];
}
