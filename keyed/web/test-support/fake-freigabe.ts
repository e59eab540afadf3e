import type { FreigabeApi, FreigabeItem } from '@siegel/safe';
import { fail, ok } from '@siegel/wire';

const HOUR_MS = 3_600_000;

/** A list of work with two invented Eintraege; nothing is signed here. */
export function fakeFreigabe(nowMs: () => number): FreigabeApi {
  const rules = { responsible: 'one', isOwnAllowed: true, isForced: false } as const;
  const done = async () => ok(true as const);
  return {
    freigabeList: async () =>
      ok({
        items: [
          itemOf('a', 'Wiesner, Gudrun', nowMs() - 5 * HOUR_MS),
          itemOf('b', 'Brandt, Ilse', nowMs() - 2 * HOUR_MS),
        ],
        returned: [],
        forPerson: [],
        rules,
        mayRelease: true,
        mayChangeRules: true,
      }),
    freigabeRules: async () => ok(rules),
    changeFreigabeRules: done,
    presentEintraege: done,
    withdrawPresentation: done,
    releaseEintraege: done,
    returnEintrag: done,
    releaseToPerson: done,
    writeNachtrag: async () => fail('NACHTRAG_TARGET_WRONG'),
  };
}

function itemOf(mark: string, personName: string, atMs: number): FreigabeItem {
  const id = mark.repeat(32);
  const freigabe = { state: 'presented', by: { who: 'Jana Böttcher', atMs } } as const;
  return {
    recordId: id,
    head: id,
    personId: id,
    personName,
    geburtsdatum: '1953-02-08',
    kind: 'letter',
    kuerzel: 'BRF',
    hue: 'indigo',
    freigabe,
    author: 'Melanie Kruse',
    isMine: true,
  };
}
