import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What a role's link carries behind `#demo=`: it opens the invented practice only. */
export interface DemoAccess {
  readonly account: string;
  readonly password: string;
  readonly recoveryCode: string;
}

/** The file that is there once a demo practice is complete. Only the program of the demo page reads it. */
export interface RolesFile {
  /** Hex id of the tenant, so that the data of another organisation is never taken for the demo's. */
  readonly tenant: string;
  readonly persons: number;
  readonly eintraege: number;
  readonly access: readonly DemoAccess[];
}

const OWNER_ONLY = 0o600;

/** Writes the file for its owner only, durable and whole: it says that the seeding is complete. */
export async function writeRolesFile(path: string, roles: RolesFile): Promise<void> {
  const file = await open(`${path}.new`, 'w', OWNER_ONLY);
  try {
    await file.writeFile(`${JSON.stringify(roles)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
  const folder = await open(dirname(path), 'r');
  await folder.sync().finally(() => folder.close());
}

/** Reads the file; undefined when it is not there. Throws when it cannot be read. */
export async function readRolesFile(path: string): Promise<RolesFile | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as RolesFile;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The address a role card leads to. The part behind `#` stays in the browser: no browser sends it to a server. */
export function linkOf(origin: string, access: DemoAccess): string {
  const { account, password, recoveryCode } = access;
  const fragment = Buffer.from(JSON.stringify({ account, password, recoveryCode })).toString('base64url');
  return `${origin}/anmelden#demo=${fragment}`;
}
