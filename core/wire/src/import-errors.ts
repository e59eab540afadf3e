import { row } from './catalogue-row.ts';

/** Failures of reading files of other programs in, and of giving Akten out. Part of the catalogue `ERRORS`. */
export const IMPORT_ERRORS = {
  FILE_NOT_READ: row(
    422,
    'Die Datei kann nicht mehr gelesen werden. Bitte wählen Sie sie noch einmal aus.',
    'The file cannot be read any more. Please choose it again.',
  ),
  FILE_CHANGED: row(
    409,
    'Die Datei hat sich während des Einlesens geändert. Der Lauf wurde verworfen, bitte wählen Sie die Datei noch einmal aus.',
    'The file changed while it was read. The run was dropped, please choose the file again.',
  ),
  IMPORT_NOT_LOOKED_AT: row(
    409,
    'Diese Vorschau gibt es nicht mehr. Bitte wählen Sie die Dateien noch einmal aus.',
    'This preview is gone. Please choose the files again.',
  ),
  IMPORT_RUNNING: row(
    409,
    'In einem anderen Fenster wird gerade eingelesen. Bitte warten Sie, bis es fertig ist.',
    'Another window is importing just now. Please wait until it has finished.',
  ),
  RUN_CANCELLED: row(
    409,
    'Abgebrochen. Der Lauf wurde verworfen, von ihm ist nichts zu sehen.',
    'Cancelled. The run was dropped, nothing of it can be seen.',
  ),
  RUN_LEFT_OPEN: row(
    503,
    'Der Server ist mitten im Einlesen ausgefallen. Von dem Lauf ist nichts zu sehen; Sie können ihn später fortsetzen oder zurücknehmen.',
    'The server went away in the middle of the import. Nothing of the run can be seen; you can go on with it later or take it back.',
  ),
  RUN_OTHER_FILE: row(
    409,
    'Das sind nicht die Dateien dieses Laufs. Bitte wählen Sie dieselben, unverändert, noch einmal aus.',
    'These are not the files of this run. Please choose the same ones again, unchanged.',
  ),
  RUN_NOT_RESUMED: row(
    409,
    'Abgebrochen, bevor es weiterging. Der Lauf steht noch; Sie können ihn fortsetzen oder zurücknehmen.',
    'Cancelled before it went on. The run is still there; you can go on with it or take it back.',
  ),
  RUN_WAITS: row(
    503,
    'Der Server ist kurz vor dem Ende ausgefallen. Alles liegt versiegelt auf diesem Gerät und wird nachgesendet, dann ist der Lauf zu sehen.',
    'The server went away shortly before the end. Everything lies sealed on this device and will be sent later, then the run can be seen.',
  ),
  RUN_UNKNOWN: row(404, 'Diesen Lauf gibt es nicht.', 'There is no such run.'),
  RUN_NOT_CLOSED: row(
    409,
    'Dieser Lauf wurde nie abgeschlossen; von ihm ist nichts zu sehen.',
    'This run was never closed; nothing of it can be seen.',
  ),
  RUN_WITHDRAWN: row(409, 'Dieser Lauf ist schon zurückgenommen.', 'This run has already been withdrawn.'),
  RUN_FOREIGN: row(
    403,
    'Diesen Lauf hat ein anderes Gerät begonnen. Nur dort kann er verworfen werden.',
    'Another device began this run. Only there it can be dropped.',
  ),
  EXPORT_CANCELLED: row(
    409,
    'Abgebrochen. Die angefangene Ausgabe ist unvollständig, bitte löschen Sie sie.',
    'Cancelled. What was written is incomplete, please delete it.',
  ),
  EXPORT_NOT_WRITTEN: row(
    422,
    'Die Ausgabe konnte nicht geschrieben werden. Bitte prüfen Sie Platz und Rechte des Ordners.',
    'The export could not be written. Please check space and rights of the folder.',
  ),
} as const;
