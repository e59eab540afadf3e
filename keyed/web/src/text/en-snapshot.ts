/** Texts about the sealed copy of the search, in English. */
export const enSnapshot = {
  snapshot: {
    fault: 'Search copy of the server not used',
    faultHint: {
      older:
        'The server delivered an older search copy than this device knew. Search comes from the Akten. Please tell the management.',
      wrong:
        'The search copy of the server was changed or attested falsely. Search comes from the Akten. Please tell the management.',
    },
  },
};
