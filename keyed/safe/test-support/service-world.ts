import { EMPTY_BROWSER } from './empty-browser.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LyingProxy, type ServerProcess, spawnServer } from '@siegel/testing';
import { hexOf } from '@siegel/wire';
import type { SafeApi } from '../src/channel/safe-api.ts';
import type { Fetch } from '../src/server/server-request.ts';
import { createSafeService } from '../src/worker/safe-service.ts';
import { must, PASSWORD, Practice } from './practice.ts';

/** The safe as a page uses it, in this process, behind a proxy that may lie, before a real server. */
export class ServiceWorld {
  server: ServerProcess;
  readonly proxy: LyingProxy;
  readonly practice: Practice;
  readonly #folder: string;
  readonly #services: SafeApi[] = [];

  private constructor(server: ServerProcess, proxy: LyingProxy, practice: Practice, folder: string) {
    this.server = server;
    this.proxy = proxy;
    this.practice = practice;
    this.#folder = folder;
  }

  static async start(): Promise<ServiceWorld> {
    const server = await spawnServer();
    const proxy = await LyingProxy.start(server.url);
    const folder = await mkdtemp(join(tmpdir(), 'siegel-service-'));
    const foundingToken = await server.foundingToken();
    const practice = await Practice.found({ origin: proxy.url, foundingToken, folder });
    return new ServiceWorld(server, proxy, practice, folder);
  }

  /** Id of the practice's first person. */
  get personId(): string {
    return hexOf(this.practice.personId);
  }

  /** A browser of its own that has signed in, on a line that a test may hold. */
  async arrive(name: string, line: Fetch = fetch, now: () => number = Date.now): Promise<SafeApi> {
    const service = createSafeService({
      origin: this.proxy.url,
      fetch: line,
      ...EMPTY_BROWSER,
      pagesOf: (account) => this.practice.pagesIn(`${name}-${account}`),
      now,
      clientVersion: '0.1.0',
    });
    const wish = { account: 'lindner', password: PASSWORD };
    must(await service.signInWithSlot(wish, { recoveryCode: this.practice.founded.recoveryCode }));
    this.#services.push(service);
    return service;
  }

  /** Tells every browser that something is new: behind the proxy the server's own pushes do not come. */
  pushHead(): void {
    this.proxy.pushes.push(JSON.stringify({ type: 'head', size: 1_000_000, checkpoint: '' }));
  }

  /** Starts the server again where it ended, on another port. */
  async restart(): Promise<void> {
    const { directory, boxKeyFile } = this.server;
    this.server = await spawnServer({ directory, boxKeyFile });
    this.proxy.target = this.server.url;
  }

  async end(): Promise<void> {
    for (const service of this.#services) await service.signOut();
    await this.proxy.end();
    await this.server.end('SIGKILL');
    await rm(this.#folder, { recursive: true, force: true });
    await rm(this.server.directory, { recursive: true, force: true });
  }
}
