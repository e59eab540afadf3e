import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Makes sure that one start only works on a data folder: a second one would drop a seeding that is still on its way.
 *  The mark is a local socket, so it goes with its process, however that ends. @returns false when there is one already. */
export async function isOnlyStart(dataDirectory: string): Promise<boolean> {
  const name = `siegel-${createHash('sha256').update(dataDirectory).digest('hex').slice(0, 24)}`;
  const path = process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
  if (await listen(path)) return true;
  if (await answers(path)) return false;
  // Nobody answers: a start that was killed left its socket behind.
  rmSync(path, { force: true });
  return listen(path);
}

async function listen(path: string): Promise<boolean> {
  const mark = createServer((socket) => socket.destroy());
  mark.unref();
  mark.listen(path);
  return once(mark, 'listening').then(
    () => true,
    () => false,
  );
}

async function answers(path: string): Promise<boolean> {
  const socket = connect(path);
  return once(socket, 'connect')
    .then(
      () => true,
      () => false,
    )
    .finally(() => socket.destroy());
}
