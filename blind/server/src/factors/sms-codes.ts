import { randomInt } from 'node:crypto';
import { equalBytes, hexOf, type Id } from '@siegel/wire';
import { ExpiringMap } from '../platform/expiring-map.ts';
import type { World } from '../platform/world.ts';
import type { SmsGateway } from './sms-gateway.ts';

const LIFE_MS = 5 * 60_000;
const TRIES = 5;
const MOST = 10_000;
/** Texts to one user within `WINDOW_MS`: they cost money and wake people. */
const MOST_SENT = 3;
const WINDOW_MS = 10 * 60_000;
const CODES = 1_000_000;

interface SentCode {
  readonly code: string;
  readonly phone: string;
  tries: number;
}

/** Codes that were sent as text messages: five minutes, five tries, once (ZF14). In memory; forgotten with the process. */
export class SmsCodes {
  readonly #gateway: SmsGateway | undefined;
  readonly #now: World['now'];
  readonly #codeByPurpose: ExpiringMap<SentCode>;
  readonly #sentByUser: ExpiringMap<readonly number[]>;

  constructor(gateway: SmsGateway | undefined, now: World['now']) {
    this.#gateway = gateway;
    this.#now = now;
    this.#codeByPurpose = new ExpiringMap(LIFE_MS, MOST, now);
    this.#sentByUser = new ExpiringMap(WINDOW_MS, MOST, now);
  }

  get isSetUp(): boolean {
    return this.#gateway !== undefined;
  }

  /** Sends a new code for `purpose`; an older one of it is void. SMS_NOT_SET_UP, RATE_LIMITED, SMS_NOT_SENT. */
  async send(
    user: Id,
    purpose: string,
    phone: string,
  ): Promise<'SMS_NOT_SET_UP' | 'RATE_LIMITED' | 'SMS_NOT_SENT' | undefined> {
    if (this.#gateway === undefined) return 'SMS_NOT_SET_UP';
    const now = this.#now();
    const sent = (this.#sentByUser.get(hexOf(user)) ?? []).filter((at) => now - at < WINDOW_MS);
    if (sent.length >= MOST_SENT) return 'RATE_LIMITED';
    this.#sentByUser.put(hexOf(user), [...sent, now]);
    const code = String(randomInt(CODES)).padStart(6, '0');
    this.#codeByPurpose.put(purpose, { code, phone, tries: 0 });
    const isTaken = await this.#gateway.send(phone, `Siegel: Ihr Anmeldecode ist ${code}. Er gilt fünf Minuten.`);
    return isTaken ? undefined : 'SMS_NOT_SENT';
  }

  /** Uses the code of `purpose` up. @returns the phone it was sent to, or undefined: wrong, too old, tried too often. */
  use(purpose: string, code: string): string | undefined {
    const sent = this.#codeByPurpose.get(purpose);
    if (sent === undefined) return undefined;
    sent.tries++;
    const isRight = equalBytes(Buffer.from(sent.code), Buffer.from(code));
    if (isRight || sent.tries >= TRIES) this.#codeByPurpose.delete(purpose);
    return isRight ? sent.phone : undefined;
  }
}
