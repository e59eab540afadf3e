/** English texts of the settings (docs/spec/settings.md). */
export const enSettings = {
  settings: {
    title: 'Settings',
    sections: 'Sections of the settings',
    loading: 'Loading the settings',
    notLoaded: 'The settings cannot be read.',
    notSaved: 'Not saved.',
    readOnly: 'You can read everything here.',
    readOnlyHint: 'Whoever has the right to administer can change it.',
    section: {
      organisation: 'Organisation',
      anmeldung: 'Sign-in',
      aenderungen: 'Changes',
    },
    lead: {
      organisation: 'Name, address, colour and logo',
      anmeldung: 'Passwords and devices',
      aenderungen: 'Who changed what, and when',
    },
    offline: { title: 'Working without the server' },
  },
};
