import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DemoAccess } from './roles-file.ts';

/** Where the command line finds what one role signs in with. */
export interface AccessFiles {
  readonly account: string;
  readonly passwordFile: string;
  readonly recoveryCodeFile: string;
}

/** Writes password and recovery code of each role as files of one line, for their owner only: the command line takes secrets
 *  from files, never from arguments (DM10). What stands there is overwritten. */
export async function writeAccessFiles(folder: string, access: readonly DemoAccess[]): Promise<readonly AccessFiles[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return Promise.all(
    access.map(async ({ account, password, recoveryCode }) => ({
      account,
      passwordFile: await writeLine(join(folder, `${account}.passwort`), password),
      recoveryCodeFile: await writeLine(join(folder, `${account}.code`), recoveryCode),
    })),
  );
}

async function writeLine(path: string, line: string): Promise<string> {
  await writeFile(`${path}.new`, `${line}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
  return path;
}
