import { hexOf } from '@siegel/wire';
import { formLines } from './form.ts';
import type { Slots } from './slots.ts';

const STYLE =
  'body{font:11pt/1.5 sans-serif;max-width:17cm;margin:1.5cm auto}h1{font-size:18pt}pre{font:bold 15pt/1.7 monospace;border:1px solid;padding:8pt 14pt;display:inline-block}';

/** What stands on the form beside the key. */
export type FormFacts = Pick<Slots, 'box' | 'mark' | 'keyMadeMs'>;

/** First digits of an id or mark, by which people tell two forms apart. */
export function shortMark(bytes: Uint8Array): string {
  return hexOf(bytes).slice(0, 8);
}

/** The page to print and lock away: the key in lines, and all that somebody needs who finds it in ten years. */
export function formPage(key: Uint8Array, { box, mark, keyMadeMs }: FormFacts): string {
  const made = new Date(keyMadeMs).toISOString().slice(0, 10).split('-').toReversed().join('.');
  return `<!doctype html>
<html lang="de"><head><meta charset="utf-8"><title>Siegel: Formular für den Tresor</title><style>${STYLE}</style></head><body>
<h1>Siegel: Schlüssel der Box, Formular für den Tresor</h1>
<p>Box ${shortMark(box)}, Kennzahl des Schlüssels ${shortMark(mark)}, Schlüssel vom ${made}</p>
<pre>
${formLines(key).join('\n')}
</pre>
<h2>Was es öffnet</h2>
<p>Mit dem Datenträger des Servers zusammen: die Datenbank des Servers (Kennungen, Zeiten, Größen, Anmeldenamen). Keine Akte: die
öffnet nur, wer zur Einrichtung gehört.</p>
<h2>Aufbewahren</h2>
<ul>
<li>Im Tresor, getrennt vom Server, von den Schlüsselsticks und von den Sicherungen.</li>
<li>Nicht fotografieren, nicht scannen. Nach dem Druck die Datei löschen.</li>
<li>Wechselt der Schlüssel, ein neues Formular drucken. Das alte öffnet nur noch Sicherungen von vor dem Wechsel: zusammen mit ihnen vernichten.</li>
</ul>
<h2>Wenn alle Schlüsselsticks verloren oder kaputt sind</h2>
<ol>
<li>Die neun Zeilen oben in eine Textdatei abtippen, jede mit ihrer Nummer. Groß oder klein ist gleich.</li>
<li>Auf dem Server: <code>siegel box restore-stick --data ORDNER --form DATEI --stick NEUE_STICKDATEI</code></li>
<li>Ein Tippfehler wird mit der Nummer seiner Zeile genannt.</li>
<li>Ging ein Stick verloren, danach den Schlüssel wechseln: <code>siegel box revoke-stick</code>. Die Textdatei löschen.</li>
</ol>
</body></html>
`;
}
