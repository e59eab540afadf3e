/** Texts of the tour through the demo. */
export const enTour = {
  tour: {
    label: 'Tour {{at}} of {{of}}',
    next: 'Next',
    back: 'Back',
    end: 'End the tour',
    finish: 'Done',
    step: {
      search: {
        title: 'Find somebody.',
        text: 'Press F2 and type “mei”, or initials like “b,b”; the birthday behind them helps, 2801 for 28 January. Enter opens the Akte. The search runs on this device; the server knows no name.',
      },
      akte: {
        title: 'The Akte.',
        text: 'One table, the newest at the bottom. Arrow keys go from Eintrag to Eintrag, Enter opens one to change it, Esc throws nothing away.',
      },
      write: {
        title: 'Write.',
        text: 'Type “bef RR 135/85” at the bottom, then Enter. “All saved” appears only when the Eintrag lies durably on the server.',
      },
      server: {
        title: 'What the server sees.',
        text: 'Alt and V shows the bytes that really lie on the server beside the selected Eintrag, and every open field with its reason.',
      },
      second: {
        title: 'Work with a colleague.',
        text: 'Open another role and the same Akte in a second window. What you write there appears here. Role cards:',
      },
      lock: {
        title: 'Lock.',
        text: 'F9 locks: keys and names leave the memory. The password of your role stands on its card and brings you back to the same place.',
      },
      import: {
        title: 'Your own file.',
        text: '“Import and transfer” on the left: drop a GDT, FHIR or CSV file. You see beforehand what it becomes, and can take all of it back. No real data, please.',
      },
      end: {
        title: 'That was the tour.',
        text: 'F1 shows all keys, Ctrl K all functions. Change the demo as you like.',
      },
    },
  },
};
