import type { StammdatenApi } from '@siegel/safe';
import { fail, ok } from '@siegel/wire';

/** Towns of a few codes; nothing is kept. */
export function fakeStammdaten(): StammdatenApi {
  const towns: Readonly<Record<string, readonly string[]>> = {
    '01067': ['Dresden'],
    '03253': ['Doberlug-Kirchhain', 'Schönborn'],
  };
  return {
    addRelation: async () => fail('OFFLINE'),
    removeRelation: async () => fail('OFFLINE'),
    setPortrait: async () => fail('OFFLINE'),
    townsOf: async (code) => towns[code] ?? [],
    townTable: async () => ok({ codes: Object.keys(towns).length }),
    saveTowns: async () => ok(true),
  };
}
