import type { Console } from '../terminal/console.ts';
import { tableLines } from '../terminal/table.ts';
import type { ShownBox } from './box-program.ts';

export const BOX_TEXT = {
  made: {
    de: 'Box {box}: Schlüssel angelegt. Die Sticks jetzt abziehen und getrennt verwahren; zum Start des Servers genügt einer.',
    en: 'Box {box}: key made. Pull the sticks now and keep them apart; one is enough to start the server.',
  },
  adopted: {
    de: 'Box {box}: Der vorhandene Schlüssel liegt jetzt auf den Sticks. Die Datei {file} öffnet weiterhin allein: Bitte den Start mit einem Stick prüfen, dann `siegel box rekey` aufrufen und die Datei löschen.',
    en: 'Box {box}: the key that was there is on the sticks now. The file {file} goes on opening alone: please check a start with a stick, then call `siegel box rekey` and delete the file.',
  },
  sameDisk: {
    de: 'Die Datei {file} liegt auf demselben Datenträger wie die Daten oder ein anderer Stick. Wer ihn mitnimmt, hat beides: bitte auf einen eigenen Stick verschieben.',
    en: 'The file {file} lies on the same disk as the data or another stick. Whoever takes it has both: please move it to a stick of its own.',
  },
  form: {
    de: 'Formular: {file}. Bitte drucken, in den Tresor legen und die Datei löschen.',
    en: 'Form: {file}. Please print it, put it into the safe, and delete the file.',
  },
  formBesideData: {
    de: 'Das Formular {file} liegt auf dem Datenträger der Daten; auch gelöscht kann es dort noch gelesen werden. Besser im Arbeitsspeicher anlegen: `siegel box rekey --form /dev/shm/formular.html` macht einen neuen Schlüssel mit neuem Formular.',
    en: 'The form {file} lies on the disk of the data, where it can be read even when it was deleted. Better make it in memory: `siegel box rekey --form /dev/shm/form.html` makes a new key with a new form.',
  },
  noForm: {
    de: 'Ohne gedrucktes Formular sind die Daten verloren, wenn alle Sticks verloren gehen (--form DATEI). Ein altes Formular gilt nach einem Wechsel nicht mehr.',
    en: 'Without a printed form the data are lost when all sticks are lost (--form FILE). An old form is void after a change of the key.',
  },
  stickMade: { de: '{name} angelegt, Kennung {id}: {file}', en: '{name} made, id {id}: {file}' },
  rekeyed: {
    de: 'Neuer Schlüssel, Kennzahl {mark}. Der alte öffnet nur noch Sicherungen von vorher.',
    en: 'New key, mark {mark}. The old one opens nothing but copies made before.',
  },
  left: {
    de: '{count} Datenbanken sind beschädigt und stehen noch unter dem alten Schlüssel. Er wird für sie aufgehoben; bitte die letzte gute Kopie einspielen.',
    en: '{count} databases are damaged and still under the old key. It is kept for them; please restore the last good copy.',
  },
  underWay: {
    de: 'Ein Wechsel des Schlüssels ist nicht zu Ende. Der nächste Start des Servers oder `siegel box rekey` macht weiter.',
    en: 'A change of the key is not finished. The next start of the server or `siegel box rekey` goes on.',
  },
  state: { de: 'Box {box}, Schlüssel vom {day}, Kennzahl {mark}', en: 'Box {box}, key of {day}, mark {mark}' },
  fits: { de: '{file}: passt ({names})', en: '{file}: fits ({names})' },
  fitsNot: { de: '{file}: passt nicht', en: '{file}: does not fit' },
  id: { de: 'Kennung', en: 'Id' },
  name: { de: 'Name', en: 'Name' },
  since: { de: 'angelegt', en: 'made' },
  swap: {
    none: { de: 'Auslagerung: keine', en: 'Swap: none' },
    encrypted: { de: 'Auslagerung: verschlüsselt oder im Speicher', en: 'Swap: encrypted or in memory' },
    unknown: {
      de: 'Auslagerung: ob verschlüsselt, ist von hier nicht zu erkennen. Bitte prüfen.',
      en: 'Swap: whether it is encrypted cannot be seen from here. Please check.',
    },
    open: {
      de: 'Auslagerung: UNVERSCHLÜSSELT. Der Schlüssel kann auf den Datenträger gelangen. Bitte abschalten oder verschlüsseln.',
      en: 'Swap: NOT ENCRYPTED. The key may get onto the disk. Please switch it off or encrypt it.',
    },
  },
  core: {
    off: { de: 'Speicherabbilder nach Abstürzen: keine (von hier aus)', en: 'Core dumps: none (as seen from here)' },
    unknown: {
      de: 'Speicherabbilder nach Abstürzen: von hier nicht zu erkennen. Was für den Server gilt, steht auf seiner Seite /status.',
      en: 'Core dumps: cannot be seen from here. What holds for the server stands on its page /status.',
    },
    on: {
      de: 'Speicherabbilder nach Abstürzen: möglich, wenn der Server wie dieser Befehl gestartet wird (LimitCORE=0 schaltet sie ab).',
      en: 'Core dumps: possible, if the server is started as this command (LimitCORE=0 switches them off).',
    },
  },
} as const;

/** Box and sticks as lines. */
export function boxLines(console: Console, { box, mark, keyMadeMs, sticks, isUnderWay }: ShownBox): readonly string[] {
  const head = [BOX_TEXT.id, BOX_TEXT.name, BOX_TEXT.since].map((title) => console.text(title));
  const rows = sticks.map(({ id, name, addedMs }) => [id, name, dayOf(addedMs)]);
  return [
    console.text(BOX_TEXT.state, { box, mark, day: dayOf(keyMadeMs) }),
    ...tableLines(head, rows),
    ...(isUnderWay ? [console.text(BOX_TEXT.underWay)] : []),
  ];
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
