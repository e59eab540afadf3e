import { join } from 'node:path';
import { enterDevice, Safe, sealEintrag } from '@siegel/safe';
import { FilePageStore } from '@siegel/safe/node';
import { bytesOfRecoveryCode, makeDeviceKeys } from '@siegel/seal';
import type { EntryPacket, Result } from '@siegel/wire';
import type { House, HouseAccess } from './house.ts';

const BATCH = 500;

/** A colleague in the house without a screen, on a device of their own, whose pages lie in `folder`. */
export class HouseColleague {
  readonly #safe: Safe;

  private constructor(safe: Safe) {
    this.#safe = safe;
  }

  static async enter({ server }: House, access: HouseAccess, folder: string): Promise<HouseColleague> {
    const pages = await FilePageStore.open(join(folder, 'colleague'));
    const { account, password } = access;
    const place = { origin: server.url, fetch, account, password, pages, now: Date.now };
    const slot = { recoveryCode: must(bytesOfRecoveryCode(access.recoveryCode)) };
    return new HouseColleague(must(await Safe.open(must(await enterDevice(place, slot, await makeDeviceKeys())))));
  }

  /** Writes so many findings into the Akte of one person, 500 to a batch. */
  async write(personId: string, count: number): Promise<void> {
    must(await this.#safe.sync());
    must(await this.#safe.openPerson(personId));
    const akte = this.#safe.directory.openAktenOfPerson(personId).find(({ stammakte }) => !stammakte);
    const key = akte === undefined ? undefined : this.#safe.keys.caseKey(akte.akte);
    if (akte === undefined || key === undefined) throw new Error('no Akte to write into');
    for (let done = 0; done < count; done += BATCH) {
      const packets: EntryPacket[] = [];
      for (let n = done; n < Math.min(count, done + BATCH); n++) {
        const value = { behandlungstag: '2026-11-20', text: `Nr. ${n}. RR 150/90, Puls 72.` };
        packets.push((await sealEintrag(this.#safe, { kind: 'finding', value }, { ...akte, key })).packet);
      }
      must(await this.#safe.write(packets));
    }
  }

  async leave(): Promise<void> {
    await this.#safe.close();
  }
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}
