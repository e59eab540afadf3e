import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeAccessFiles } from '../roles/access-files.ts';
import { readRolesFile } from '../roles/roles-file.ts';
import { createPageServer } from './serve-page.ts';

const HOST = '127.0.0.1';

/** The program of the demo page: `page --roles FILE --siegel ORIGIN --port N`. Says on stdout where it listens, stops on
 *  SIGTERM. Of all programs it alone reads the codes. */
export async function runPage(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { roles: { type: 'string' }, siegel: { type: 'string' }, port: { type: 'string', default: '0' } },
  });
  const { roles: path, siegel, port } = values;
  if (path === undefined || siegel === undefined) throw new Error('--roles FILE and --siegel ORIGIN are needed');
  const roles = await readRolesFile(path);
  const files = await writeAccessFiles(join(dirname(path), 'zugang'), roles.access);
  const server = createPageServer({ roles, files, siegelOrigin: siegel, here: process.cwd() });
  server.listen(Number(port), HOST);
  await once(server, 'listening');
  process.stdout.write(`${JSON.stringify({ listening: (server.address() as AddressInfo).port })}\n`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      server.close();
      server.closeAllConnections();
    });
  }
}
