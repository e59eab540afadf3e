const MOST_CHARS = 400;
/** Controls, marks that turn the direction of writing (U+202E makes "gpj.exe" look like "exe.jpg"), and separators of paths. */
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const DECEIVING = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff/\\]/g;

/** The name a file is kept under: as it came, in well-formed text of at most 400 letters. */
export function keptFileName(name: string): string {
  return name.toWellFormed().slice(0, MOST_CHARS).toWellFormed();
}

/** The name a file is handed out under: the original without what could deceive about it (AT17); never empty and never one that
 *  hides itself by a dot in front. */
export function safeDownloadName(name: string): string {
  const shown = name
    .toWellFormed()
    .replaceAll(DECEIVING, '')
    .trim()
    .replace(/^\.+/, '')
    .replace(/[. ]+$/, '');
  return shown === '' ? 'Anhang' : shown;
}
