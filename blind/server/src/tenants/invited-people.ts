import type { ReadView, WriteTx } from '@siegel/store';
import {
  type CborValue,
  decodeCbor,
  encodeCbor,
  equalBytes,
  fail,
  type Failure,
  hexOf,
  type Id,
  ok,
  type Result,
} from '@siegel/wire';
import { removeAccountOf } from './accounts.ts';
import type { NewInvitation } from './invitations.ts';
import type { TenantCore } from './tenant-core.ts';

/** Somebody invited who is not entered yet. The server relays what lies here and opens none of it (IV2). */
export interface InvitedPerson {
  readonly user: Id;
  /** Who invited. */
  readonly by: Id;
  /** Sealed under the inviter's user key. */
  readonly note: Uint8Array;
  readonly expiresAt: number;
  /** Name of the secret that keeps the token. */
  readonly tokenName: string;
  /** What the invited asks admission with; empty before. */
  readonly request: Uint8Array;
  /** What the inviter has answered; empty before. */
  readonly answer: Uint8Array;
  /** True for somebody who stands in the journal and is to get new keys (WH10): name and password stay as they are until then. */
  readonly restores: boolean;
}

const MOST = 200;
const LIST = 'invited';

/** The people a tenant has invited, in its database. */
export class InvitedPeople {
  readonly #core: TenantCore;
  readonly #onRequest = new Set<(by: Id) => void>();
  readonly #withoutAccount: Id[] = [];

  constructor(core: TenantCore) {
    this.#core = core;
  }

  /** Adds a person with the token that was made for it. INVITATIONS_FULL behind the two hundredth. */
  add(
    person: Omit<InvitedPerson, 'expiresAt' | 'tokenName' | 'request' | 'answer'>,
    { expiresAt, tokenName, kept }: NewInvitation,
  ): Promise<Result<void, Failure<'INVITATIONS_FULL'>>> {
    return this.#write(async (tx) => {
      const living = await this.#sweep(tx);
      const others = living.filter(({ user }) => !equalBytes(user, person.user));
      if (others.length >= MOST) return fail('INVITATIONS_FULL');
      // One link at a time: an earlier one of the same person opens nothing any more.
      for (const { user, tokenName: earlier } of living)
        if (equalBytes(user, person.user)) await tx.removeSecret(earlier);
      await tx.putSecret(tokenName, kept);
      await keep(tx, { ...person, expiresAt, tokenName, request: NOTHING, answer: NOTHING });
      await keepList(tx, [...others.map(({ user }) => user), person.user]);
      return ok(undefined);
    });
  }

  /** All living invitations, oldest first; what has run out goes. */
  async all(): Promise<readonly InvitedPerson[]> {
    const kept = await listed(this.#core.store);
    if (kept.every((person) => this.#isLiving(person))) return kept;
    return this.#write((tx) => this.#sweep(tx));
  }

  /** The living invitation of a user. */
  async of(user: Id): Promise<InvitedPerson | undefined> {
    const person = await read(this.#core.store, user);
    return person !== undefined && this.#isLiving(person) ? person : undefined;
  }

  /** The invited asks for admission; asked again before the answer, the newer request counts. False: there is no such invitation. */
  async ask(user: Id, request: Uint8Array): Promise<boolean> {
    const person = await this.#change(user, (known) => (known.answer.length > 0 ? known : { ...known, request }));
    if (person !== undefined) for (const listener of this.#onRequest) listener(person.by);
    return person !== undefined;
  }

  /** The answer to a request. False: there is no such invitation. */
  async answer(user: Id, answer: Uint8Array): Promise<boolean> {
    return (await this.#change(user, (known) => ({ ...known, answer }))) !== undefined;
  }

  /** Ends an invitation: used, or withdrawn. False: there was none. */
  end(user: Id): Promise<boolean> {
    return this.#write(async (tx) => {
      const person = await read(tx, user);
      if (person === undefined) return false;
      await this.#remove(tx, person);
      const left = (await listed(tx)).filter((other) => !equalBytes(other.user, user));
      await keepList(
        tx,
        left.map((other) => other.user),
      );
      return true;
    });
  }

  /** Calls `listener` with the inviter whenever somebody asks for admission. */
  onRequest(listener: (by: Id) => void): void {
    this.#onRequest.add(listener);
  }

  #isLiving({ expiresAt }: InvitedPerson): boolean {
    return expiresAt > this.#core.world.now();
  }

  #change(user: Id, change: (known: InvitedPerson) => InvitedPerson): Promise<InvitedPerson | undefined> {
    return this.#core.store.write(async (tx) => {
      const known = await read(tx, user);
      if (known === undefined || !this.#isLiving(known)) return undefined;
      const changed = change(known);
      await keep(tx, changed);
      return changed;
    });
  }

  async #sweep(tx: WriteTx): Promise<readonly InvitedPerson[]> {
    const kept = await listed(tx);
    for (const person of kept) if (!this.#isLiving(person)) await this.#remove(tx, person);
    const living = kept.filter((person) => this.#isLiving(person));
    await keepList(
      tx,
      living.map(({ user }) => user),
    );
    return living;
  }

  /** Sessions of accounts that went are forgotten once that is durable. */
  async #write<T>(work: (tx: WriteTx) => Promise<T>): Promise<T> {
    const done = await this.#core.store.write(work);
    for (const user of this.#withoutAccount.splice(0)) this.#core.sessions.forgetOf(user);
    return done;
  }

  /** Token, note and messages go; so does an account whose user never came into the journal. */
  async #remove(tx: WriteTx, { user, tokenName }: InvitedPerson): Promise<void> {
    await tx.removeSecret(tokenName);
    await tx.removeSecret(keyOf(user));
    if (this.#core.membership.userAt(user, Number.MAX_SAFE_INTEGER) !== undefined) return;
    await removeAccountOf(tx, user);
    this.#withoutAccount.push(user);
  }
}

const NOTHING = new Uint8Array(0);

async function listed(view: Pick<ReadView, 'secret'>): Promise<readonly InvitedPerson[]> {
  const list = await view.secret(LIST);
  const users = list === undefined ? [] : (decodeCbor(list) as readonly Id[]);
  const people: InvitedPerson[] = [];
  for (const user of users) {
    const person = await read(view, user.slice());
    if (person !== undefined) people.push(person);
  }
  return people;
}

async function read(view: Pick<ReadView, 'secret'>, user: Id): Promise<InvitedPerson | undefined> {
  const kept = await view.secret(keyOf(user));
  if (kept === undefined) return undefined;
  type Row = readonly [Id, Uint8Array, number, string, Uint8Array, Uint8Array, boolean?];
  const row = decodeCbor(kept) as readonly CborValue[] as unknown as Row;
  const [by, note, expiresAt, tokenName, request, answer, restores = false] = row;
  return { user, by, note, expiresAt, tokenName, request, answer, restores };
}

async function keep(tx: WriteTx, person: InvitedPerson): Promise<void> {
  const { user, by, note, expiresAt, tokenName, request, answer, restores } = person;
  await tx.putSecret(keyOf(user), encodeCbor([by, note, expiresAt, tokenName, request, answer, restores]));
}

async function keepList(tx: WriteTx, users: readonly Id[]): Promise<void> {
  await tx.putSecret(LIST, encodeCbor([...users]));
}

function keyOf(user: Id): string {
  return `invited/${hexOf(user)}`;
}
