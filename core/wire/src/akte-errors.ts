import { row } from './catalogue-row.ts';

/** Failures of working in an Akte: attachments, moves and Freigabe. Part of the catalogue `ERRORS`. */
export const AKTE_ERRORS = {
  ATTACHMENT_TOO_LARGE: row(
    413,
    'Diese Datei ist größer als 2 GB. Bitte teilen Sie sie oder legen Sie sie verkleinert an.',
    'This file is larger than 2 GB. Please split it or attach a smaller copy.',
  ),
  ATTACHMENT_UNREADABLE: row(
    422,
    'Diese Datei lässt sich auf diesem Gerät nicht lesen. Bitte wählen Sie sie noch einmal aus.',
    'This file cannot be read on this device. Please choose it again.',
  ),
  TRANSFER_CANCELLED: row(
    409,
    'Die Übertragung wurde abgebrochen. Es wurde nichts angelegt.',
    'The transfer was cancelled. Nothing was created.',
  ),
  APPOINTMENT_WRONG: row(
    400,
    'Dieser Termin ist so nicht möglich. Bitte prüfen Sie Tag, Uhrzeit und Dauer.',
    'This appointment is not possible like that. Please check day, time and length.',
  ),
  APPOINTMENT_CHANGED: row(
    409,
    'Jemand hat diesen Termin inzwischen geändert. Es wurde nichts überschrieben; bitte sehen Sie den neuen Stand an.',
    'Somebody has changed this appointment meanwhile. Nothing was overwritten; please look at it as it is now.',
  ),
  NEEDS_MISSING: row(
    400,
    'Bitte wählen Sie eine Dauer und mindestens eine Person, einen Raum oder ein Gerät.',
    'Please choose a length and at least one person, room or device.',
  ),
  WISH_OVER: row(
    409,
    'Dieser Wunsch ist inzwischen erledigt. Es wurde nichts eingetragen.',
    'This wish has been settled meanwhile. Nothing was entered.',
  ),
  TASK_TITLE_MISSING: row(400, 'Bitte schreiben Sie, was zu tun ist.', 'Please write what is to be done.'),
  TASK_CHANGED: row(
    409,
    'Jemand hat diese Aufgabe inzwischen geändert. Es wurde nichts überschrieben; bitte sehen Sie den neuen Stand an.',
    'Somebody has changed this task meanwhile. Nothing was overwritten; please look at it as it is now.',
  ),
  MESSAGE_EMPTY: row(
    400,
    'Die Nachricht ist leer. Bitte schreiben Sie einen Betreff oder einen Text.',
    'The message is empty. Please write a subject or a text.',
  ),
  MESSAGE_NOBODY: row(
    400,
    'Unter den Empfängern ist niemand, der die Nachricht lesen könnte. Bitte wählen Sie jemanden aus.',
    'Nobody among the recipients could read the message. Please choose somebody.',
  ),
  CALENDAR_NAME_MISSING: row(
    400,
    'Bitte geben Sie einen Namen ein, unter dem alle es wiederfinden.',
    'Please enter a name by which everybody finds it.',
  ),
  CALENDAR_THERE: row(
    409,
    'Der Kalender ist schon eingerichtet. Die Vorgabe ist nur der Anfang eines leeren Kalenders.',
    'The calendar is set up already. The defaults are only the beginning of an empty calendar.',
  ),
  TEXT_BLOCK_WRONG: row(
    400,
    'Ein Textbaustein braucht ein Kürzel aus Buchstaben, Ziffern, Punkt und Bindestrich, das mit einem Buchstaben oder einer Ziffer endet, und einen Text.',
    'A text block needs an abbreviation of letters, digits, dots and hyphens that ends with a letter or digit, and a text.',
  ),
  TEXT_BLOCK_THERE: row(
    409,
    'Dieses Kürzel gibt es schon. Bitte nehmen Sie ein anderes, oder ändern Sie den vorhandenen Baustein.',
    'This abbreviation is taken. Please choose another one, or change the block that has it.',
  ),
  RELATION_SELF: row(
    400,
    'Eine Person kann keine Beziehung zu sich selbst haben. Bitte wählen Sie die andere Person.',
    'Nobody is related to themselves. Please choose the other person.',
  ),
  RELATION_KNOWN: row(
    409,
    'Zwischen diesen beiden Personen ist schon eine Beziehung eingetragen. Nehmen Sie diese zuerst heraus, wenn sie anders ist.',
    'These two persons are related already. Take that out first if it is another relation.',
  ),
  PORTRAIT_WRONG: row(
    400,
    'Dieses Bild kann nicht verwendet werden. Bitte wählen Sie ein Foto als JPEG, PNG oder WebP.',
    'This picture cannot be used. Please choose a photograph as JPEG, PNG or WebP.',
  ),
  TOWNS_UNUSABLE: row(
    400,
    'In dieser Datei steht in keiner Zeile eine Postleitzahl mit einem Ort. Gebraucht werden zwei Spalten: PLZ und Ort.',
    'No line of this file has a postal code with a town. It needs two columns: PLZ and Ort.',
  ),
  TOWNS_TOO_MANY: row(
    413,
    'Diese Tabelle ist zu groß. Bitte nehmen Sie nur die Orte auf, aus denen Menschen zu Ihnen kommen.',
    'This table is too large. Please take in only the towns people come to you from.',
  ),
  ENTRY_TYPE_KUERZEL_WRONG: row(
    400,
    'Ein Kürzel hat zwei bis sechs Buchstaben oder Ziffern, vorn einen Buchstaben, und sieht nicht aus wie ein Diagnoseschlüssel.',
    'A code has two to six letters or digits, a letter first, and does not look like a diagnosis code.',
  ),
  ENTRY_TYPE_KUERZEL_TAKEN: row(
    409,
    'Dieses Kürzel ist schon vergeben, vielleicht an einen Typ außer Gebrauch. Bitte wählen Sie ein anderes.',
    'This code is taken already, perhaps by a type out of use. Please choose another one.',
  ),
  ENTRY_TYPE_FIXED: row(
    409,
    'Grundtyp und Fach eines Eintragstyps stehen fest, und die Notiz bleibt immer in Gebrauch. Bitte legen Sie einen neuen Typ an.',
    'What a type is based on and where it is sealed cannot change, and the note stays in use. Please make a new type.',
  ),
  OWN_NOTES_FULL: row(
    409,
    'Mehr als 50 davon merkt sich Siegel für Sie nicht. Bitte nehmen Sie zuerst einen weg.',
    'Siegel keeps no more than 50 of them for you. Please take one away first.',
  ),
  PINS_FULL: row(
    409,
    'In dieser Akte sind schon 100 Einträge angeheftet. Bitte lösen Sie zuerst einen davon.',
    'This file has 100 pinned entries already. Please unpin one of them first.',
  ),
  MOVE_NEEDS_SERVER: row(
    503,
    'Zum Verschieben wird eine Verbindung zum Server gebraucht. Bitte versuchen Sie es gleich noch einmal.',
    'Moving needs a connection to the server. Please try again in a moment.',
  ),
  MOVE_TARGET_WRONG: row(
    409,
    'In diese Akte kann der Eintrag nicht verschoben werden. Bitte wählen Sie eine andere Person.',
    'The entry cannot be moved to this file. Please choose another person.',
  ),
  MOVE_RELEASED: row(
    409,
    'Ein freigegebener Eintrag wird nicht verschoben. Bitte schreiben Sie dort einen Nachtrag und hier einen neuen Eintrag.',
    'A released entry is not moved. Please write an addendum there and a new entry here.',
  ),
  FREIGABE_STALE: row(
    409,
    'Der Eintrag wurde inzwischen geändert. Bitte sehen Sie ihn noch einmal an, bevor Sie ihn freigeben.',
    'The entry has been changed meanwhile. Please look at it again before you release it.',
  ),
  FREIGABE_NOT_POSSIBLE: row(
    409,
    'Dieser Eintrag kann nicht freigegeben werden: Aufgaben, Stammdaten und zurückgenommene Einträge gibt niemand frei.',
    'This entry cannot be released: tasks, personal data and withdrawn entries are released by nobody.',
  ),
  FREIGABE_DONE: row(
    409,
    'Der Eintrag ist schon freigegeben. Es ist nichts mehr zu tun.',
    'The entry has been released already. There is nothing left to do.',
  ),
  FREIGABE_RULE: row(
    409,
    'Die Regeln der Organisation zur Freigabe sind andere als die, nach denen hier unterschrieben wurde. Bitte geben Sie noch einmal frei.',
    'The rules of the organisation on release differ from those signed here. Please release again.',
  ),
  FREIGABE_OWN: row(
    409,
    'Eigene Einträge gibt hier jemand anderes frei. Bitte legen Sie den Eintrag vor.',
    'Here somebody else releases your own entries. Please present the entry.',
  ),
  FREIGABE_SAME_USER: row(
    409,
    'Zwei Verantwortliche geben frei, und Sie haben schon unterschrieben. Die zweite Freigabe kommt von jemand anderem.',
    'Two people release, and you have signed already. The second release comes from somebody else.',
  ),
  FREIGABE_MISSING: row(
    409,
    'Der Eintrag ist noch nicht freigegeben. Bitte geben Sie ihn zuerst frei.',
    'The entry has not been released yet. Please release it first.',
  ),
  NACHTRAG_TARGET_WRONG: row(
    409,
    'Ein Nachtrag gehört zu einem freigegebenen Eintrag derselben Akte. Bitte ändern Sie den Eintrag selbst.',
    'An addendum belongs to a released entry of the same file. Please change the entry itself.',
  ),
} as const;
