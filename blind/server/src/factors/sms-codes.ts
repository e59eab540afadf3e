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
const DIGITS = 6;
const CODES = 10 ** DIGITS;
const DRAW_BYTES = 4;
const FAIR = 2 ** 32 - (2 ** 32 % CODES);

interface SentCode {
  readonly code: string;
  readonly phone: string;
  tries: number;
}

/** Codes that were sent as text messages: five minutes, five tries, once (ZF14). In memory; forgotten with the process. */
export class SmsCodes {
  readonly #gateway: SmsGateway | undefined;
  readonly #world: Pick<World, 'elapsed' | 'random'>;
  readonly #codeByPurpose: ExpiringMap<SentCode>;
  readonly #sentByUser: ExpiringMap<readonly number[]>;

  constructor(gateway: SmsGateway | undefined, world: Pick<World, 'elapsed' | 'random'>) {
    this.#gateway = gateway;
    this.#world = world;
    this.#codeByPurpose = new ExpiringMap(LIFE_MS, MOST, world);
    this.#sentByUser = new ExpiringMap(WINDOW_MS, MOST, world);
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
    const now = this.#world.elapsed();
    const sent = (this.#sentByUser.get(hexOf(user)) ?? []).filter((at) => now - at < WINDOW_MS);
    if (sent.length >= MOST_SENT) return 'RATE_LIMITED';
    this.#sentByUser.put(hexOf(user), [...sent, now]);
    const code = drawCode(this.#world.random);
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

/** Six digits, each code as likely as every other: a draw beyond the last whole million is drawn again. */
function drawCode(random: World['random']): string {
  for (;;) {
    const drawn = Buffer.from(random(DRAW_BYTES)).readUInt32BE();
    if (drawn < FAIR) return String(drawn % CODES).padStart(DIGITS, '0');
  }
}
