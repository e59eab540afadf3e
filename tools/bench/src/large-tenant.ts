import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  enterMirrorUser,
  foundTenant,
  makeMirrorUserKeys,
  type MirrorUserKeys,
  Safe,
  type SafeGiven,
} from '@siegel/safe';
import { FilePageStore } from '@siegel/safe/node';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import type { Result } from '@siegel/wire';
import { fillJournal, type TenantSize } from './fill-journal.ts';

const ACCOUNT = 'lindner';
const PASSWORD = 'Lindenhof im Regen 7';

/** A server with one tenant full of really sealed records, and a service device that has nothing yet. */
export interface LargeTenant {
  readonly server: ServerProcess;
  /** The service user and its one device. */
  readonly service: MirrorUserKeys & {
    readonly account: string;
    readonly password: string;
    readonly orgPublic: Uint8Array;
  };
  /** Ids of all records, 16 bytes each, in one piece: 100,000 arrays would be collected around while the clock runs. */
  readonly records: Uint8Array;
  /** What opens the safe of a service device that has nothing yet, and the folder its pages go to. */
  freshDevice(): Promise<{ readonly given: SafeGiven; readonly folder: string }>;
  end(): Promise<void>;
}

/** Founds a tenant on a server of its own (`web`: a folder of files it hands out), fills it while the server is not running, and starts that again at the same port. Takes
 *  about half a minute for 100,000 single signatures. */
export async function largeTenant(size: TenantSize & { readonly web?: string }): Promise<LargeTenant> {
  let server = await spawnServer({ built: true });
  const folder = await mkdtemp(join(tmpdir(), 'siegel-bench-'));
  const end = async () => {
    await server.end('SIGKILL');
    await rm(server.directory, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const founded = must(
      await foundTenant({
        origin: server.url,
        fetch,
        foundingToken: await server.foundingToken(),
        account: ACCOUNT,
        password: PASSWORD,
        profile: 'practice',
        organisationName: 'Praxis am Lindenhof',
        siteName: 'Hauptstelle',
        founderName: 'Dr. Jana Lindner',
        pages: await FilePageStore.open(join(folder, 'founder')),
        now: Date.now,
      }),
    );
    const safe = must(await Safe.open(founded.given));
    const store = (name: string) => FilePageStore.open(join(folder, name));
    const wish = { account: 'spiegel', password: PASSWORD, name: 'Dienstgeraet', pages: await store('service') };
    const keys = await makeMirrorUserKeys();
    const entered = must(await enterMirrorUser(safe, wish, keys));
    await server.end('SIGTERM');
    const records = await fillJournal(server, { safe, size, site: founded.founding.site });
    await safe.close();
    const { directory, boxKeyFile, port } = server;
    const args = ['--port', String(port), ...(size.web === undefined ? [] : ['--web', size.web])];
    server = await spawnServer({ built: true, directory, boxKeyFile, args });
    let devices = 0;
    const freshDevice = async () => {
      const own = `device-${devices++}`;
      return { given: { ...entered, pages: await store(own) }, folder: join(folder, own) };
    };
    const service = { ...keys, ...wish, orgPublic: entered.orgPublic };
    return { server, service, records, freshDevice, end };
  } catch (error) {
    await end();
    throw error;
  }
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}
