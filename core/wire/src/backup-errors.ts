import { row } from './catalogue-row.ts';

/** Failures of backups on demand (docs/spec/backup.md). Part of the catalogue `ERRORS`. */
export const BACKUP_ERRORS = {
  BACKUP_KEY_MISSING: row(
    409,
    'Es ist noch kein Backup-Schlüssel eingerichtet, also könnte niemand das Backup öffnen. Bitte richten Sie zuerst einen ein.',
    'No backup key is set up yet, so nobody could open the backup. Please set one up first.',
  ),
  BACKUP_RECIPIENT_WRONG: row(
    400,
    'Das ist kein Backup-Schlüssel, den Siegel benutzen kann. Bitte richten Sie den Backup-Schlüssel noch einmal ein.',
    'This is no backup key that Siegel can use. Please set the backup key up again.',
  ),
  BACKUP_HOLDER_WRONG: row(
    400,
    'Ein Backup-Schlüssel ist für mindestens eine Person, die hier arbeitet, und nennt jede nur einmal. Bitte wählen Sie noch einmal.',
    'A backup key is for at least one person who works here and names each only once. Please choose again.',
  ),
  BACKUP_NOT_HOLDER: row(
    403,
    'Diesen Backup-Schlüssel kann nur öffnen, wer beim Einrichten dafür genannt wurde. Bitte wenden Sie sich an die Geschäftsführung.',
    'Only somebody named when it was set up can open this backup key. Please ask the managing director.',
  ),
  BACKUP_RUNNING: row(
    409,
    'Gerade wird schon ein Backup gemacht oder geprüft. Bitte warten Sie, bis es fertig ist, oder brechen Sie es ab.',
    'A backup is being made or checked already. Please wait until that is done, or cancel it.',
  ),
  BACKUPS_FULL: row(
    409,
    'Sieben selbst gemachte Backups sind schon da, mehr werden nicht aufgehoben. Bitte löschen Sie zuerst eines davon, das Sie nicht mehr brauchen.',
    'Seven backups made by hand are there already and no more are kept. Please delete one of them first that you no longer need.',
  ),
  BACKUP_UNKNOWN: row(
    404,
    'Dieses Backup gibt es nicht mehr. Bitte sehen Sie die Liste neu an.',
    'This backup is no longer there. Please look at the list again.',
  ),
  BACKUP_DAMAGED: row(
    422,
    'Dieses Backup ist beschädigt. Bitte benutzen Sie ein anderes und machen Sie gleich ein neues.',
    'This backup is damaged. Please use another one and make a new one at once.',
  ),
  BACKUP_CUT_OFF: row(
    503,
    'Der Server wurde mitten in einem Backup beendet. Frühere Backups sind unverändert; Siegel macht dieses von selbst noch einmal.',
    'The server was ended in the middle of a backup. Earlier backups are unchanged; Siegel makes this one again by itself.',
  ),
  BACKUP_CANCELLED: row(
    409,
    'Das Backup wurde abgebrochen. Frühere Backups sind unverändert; machen Sie es neu, wann Sie möchten.',
    'The backup was cancelled. Earlier backups are unchanged; make it again whenever you like.',
  ),
} as const;
