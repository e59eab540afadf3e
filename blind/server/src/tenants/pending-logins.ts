import { server } from '@serenity-kit/opaque';
import { type Failure, hexOf, type Id, ok, type Result } from '@siegel/wire';
import { ExpiringMap } from '../platform/expiring-map.ts';
import { loginRecord } from './login-records.ts';
import { opaqueAnswer } from './opaque-answer.ts';
import type { TenantCore } from './tenant-core.ts';

const LIFE_MS = 60_000;
const MOST = 10_000;
const LOGIN_BYTES = 16;

interface Pending {
  readonly serverLoginState: string;
  readonly account: string;
  /** Undefined: there is no such account; the second step fails whatever it brings. */
  readonly user: Id | undefined;
}

/** How a log-in ended. */
export type LoginOutcome = { readonly account: string | undefined; readonly user: Id | undefined };

/** A log-in that was begun. */
export interface BegunLogin {
  readonly account: string;
  readonly address: string;
  /** By the monotonic clock. */
  readonly at: number;
}

/** OPAQUE log-ins between their two steps (SY1). An unknown account walks the same path with a fake record, so that neither
 *  answer, size nor time tells it apart. */
export class PendingLogins {
  readonly #core: TenantCore;
  readonly #pending: ExpiringMap<Pending>;
  /** When and for whom log-ins began that nobody has finished. */
  readonly #begun = new Map<string, BegunLogin>();

  constructor(core: TenantCore) {
    this.#core = core;
    this.#pending = new ExpiringMap(LIFE_MS, MOST, core.world);
  }

  /** First step. Fails with MESSAGE_MALFORMED when `startLoginRequest` is not a message of OPAQUE. */
  async start(
    account: string,
    startLoginRequest: string,
    address: string,
  ): Promise<Result<{ login: string; loginResponse: string }, Failure<'MESSAGE_MALFORMED'>>> {
    const { opaqueSetup, world } = this.#core;
    const { record, user } = await loginRecord(this.#core, account);
    const registrationRecord = Buffer.from(record).toString('base64url');
    const answer = opaqueAnswer(() =>
      server.startLogin({ serverSetup: opaqueSetup, userIdentifier: account, registrationRecord, startLoginRequest }),
    );
    if (!answer.ok) return answer;
    const { serverLoginState, loginResponse } = answer.value;
    const login = hexOf(world.random(LOGIN_BYTES));
    this.#pending.put(login, { serverLoginState, account, user });
    this.#begin(login, { account, address, at: world.elapsed() });
    return ok({ login, loginResponse });
  }

  /** Second step; works once. `user` is undefined when the password, the account or the message was wrong. */
  finish(login: string, finishLoginRequest: string): LoginOutcome {
    this.#begun.delete(login);
    const pending = this.#pending.take(login);
    if (pending === undefined) return { account: undefined, user: undefined };
    try {
      server.finishLogin({ serverLoginState: pending.serverLoginState, finishLoginRequest });
      return { account: pending.account, user: pending.user };
    } catch {
      return { account: pending.account, user: undefined };
    }
  }

  /** Log-ins that nobody can finish any more; each is told once (SV14). */
  takeBrokenOff(): readonly BegunLogin[] {
    const before = this.#core.world.elapsed() - LIFE_MS;
    const broken = [...this.#begun].filter(([, { at }]) => at <= before);
    for (const [login] of broken) this.#begun.delete(login);
    return broken.map(([, begun]) => begun);
  }

  #begin(login: string, begun: BegunLogin): void {
    this.#begun.set(login, begun);
    const [oldest] = this.#begun.keys();
    if (this.#begun.size > MOST && oldest !== undefined) this.#begun.delete(oldest);
  }
}
