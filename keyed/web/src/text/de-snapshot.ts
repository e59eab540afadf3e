/** Texts about the sealed copy of the search, in German. */
export const deSnapshot = {
  snapshot: {
    fault: 'Suchstand des Servers nicht benutzt',
    faultHint: {
      older:
        'Der Server hat einen älteren Suchstand geliefert als dieses Gerät schon kannte. Die Suche kommt aus den Akten. Bitte melden Sie es der Leitung.',
      wrong:
        'Der Suchstand des Servers war verändert oder falsch bestätigt. Die Suche kommt aus den Akten. Bitte melden Sie es der Leitung.',
    },
  },
};
