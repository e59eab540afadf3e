import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What a role's link carries behind `#demo=`: it opens the invented practice only. */
export interface DemoAccess {
  readonly account: string;
  readonly password: string;
  readonly recoveryCode: string;
}

/** What everybody may know of a seeded practice. */
export interface SeededFacts {
  /** Hex id of the tenant, so that the data of another organisation is never taken for the demo's. */
  readonly tenant: string;
  readonly persons: number;
  readonly eintraege: number;
}

/** The file with the codes. Only the program of the demo page reads it. */
export interface RolesFile extends SeededFacts {
  readonly access: readonly DemoAccess[];
}

const OWNER_ONLY = 0o600;

/** Writes a JSON file for its owner only, durable and whole. */
export async function writeOwnFile(path: string, value: RolesFile | SeededFacts): Promise<void> {
  const file = await open(`${path}.new`, 'w', OWNER_ONLY);
  try {
    await file.writeFile(`${JSON.stringify(value)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Reads the file with the codes. Rejects when it cannot be read. */
export async function readRolesFile(path: string): Promise<RolesFile> {
  return JSON.parse(await readFile(path, 'utf8')) as RolesFile;
}

/** The address a role card leads to. The part behind `#` stays in the browser: no browser sends it to a server. */
export function linkOf(origin: string, access: DemoAccess): string {
  const { account, password, recoveryCode } = access;
  const fragment = Buffer.from(JSON.stringify({ account, password, recoveryCode })).toString('base64url');
  return `${origin}/anmelden#demo=${fragment}`;
}
