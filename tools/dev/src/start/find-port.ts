import { once } from 'node:events';
import { createServer } from 'node:net';

/** "localhost" means either of them to a browser; a port that another program has on one of them is not ours. */
const HOSTS = ['127.0.0.1', '::1'];
const TRIES = 100;

/** The first port from `first` on that nobody listens on; undefined when there is none near. */
export async function findPort(first: number): Promise<number | undefined> {
  for (let port = first; port < first + TRIES && port <= 65_535; port++) if (await isFree(port)) return port;
  return undefined;
}

async function isFree(port: number): Promise<boolean> {
  for (const host of HOSTS) {
    const probe = createServer();
    try {
      probe.listen(port, host);
      await once(probe, 'listening');
    } catch (error) {
      // A machine without IPv6 has nobody there either.
      if ((error as NodeJS.ErrnoException).code !== 'EADDRNOTAVAIL') return false;
    } finally {
      probe.close();
    }
  }
  return true;
}
