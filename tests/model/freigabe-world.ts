import { policyRecordId } from '@siegel/akten';
import { seededRandom, sha256, type TestMember, TestTenant } from '@siegel/testing';
import { type CborValue, decodeBody, type EntryPacket, type Hash, type Id, WIRE_KINDS } from '@siegel/wire';
import { type Act, Oracle, type Role, ROLES } from './freigabe-oracle.ts';

const NOTE = 65;
const TASK = 72;
const NACHTRAG = 74;
const DAY_MS = 86_400_000;
const FLOORS = { argonMemoryKiB: 65_536, argonPasses: 3, passwordLength: 15 };

/** One act with the packet that carries it. */
export interface Drawn {
  readonly act: Act;
  readonly packet: EntryPacket;
}

/** A tenant on a running server with its colleagues; their rights stay, and no clock goes more than half a day ahead. */
export interface WorldOfServer {
  readonly tenant: TestTenant;
  readonly members: Readonly<Record<Role, TestMember>>;
}

/** Draws acts, sensible and hostile ones, and makes the packets a changed program would send for them. */
export class FreigabeWorld {
  readonly tenant: TestTenant;
  readonly oracle = new Oracle();
  readonly akte: Id;
  readonly elsewhere: Id;
  readonly members: Readonly<Record<Role, TestMember>>;
  readonly #bytes: (length: number) => Uint8Array;
  readonly #packets = new Map<number, EntryPacket>();
  readonly #drawn: Drawn[] = [];
  readonly #ids = new Map<number, Id>();
  readonly #versions = new Map<number, number[]>();
  readonly #firsts: { readonly id: number; readonly target: number; readonly version: number }[] = [];
  readonly #houseHeads = new Map<string, Hash>();
  readonly #foreign: TestTenant;
  readonly #isOnServer: boolean;
  #next = 1;

  constructor(seed: string, server?: WorldOfServer) {
    this.tenant = server?.tenant ?? new TestTenant(seed);
    this.#isOnServer = server !== undefined;
    this.#foreign = new TestTenant(`${seed}/foreign`);
    this.#bytes = seededRandom(`${seed}/draws`);
    this.akte = this.tenant.random(16);
    this.elsewhere = this.tenant.random(16);
    const { first } = this.tenant;
    this.members = server?.members ?? {
      lead: first,
      writer: this.tenant.member(),
      doctor: this.tenant.member(),
      second: this.tenant.member(),
    };
  }

  /** What stands before the first act: colleagues and two Akten. */
  beginning(): readonly EntryPacket[] {
    const people = ROLES.filter((role) => role !== 'lead').flatMap((role) => {
      const user = this.#user(role, role !== 'writer');
      const device = this.tenant.entry({
        kind: WIRE_KINDS.device,
        record: this.members[role].device,
        fields: this.tenant.deviceFields(this.members[role]),
        coSigner: this.members[role],
      });
      return [user, device];
    });
    return [...people, this.tenant.caseKey(this.akte), this.tenant.caseKey(this.elsewhere)];
  }

  /** One batch by one device; now and then with more than one entry, or an entry that was sent before. */
  draw(): { readonly by: Role; readonly acts: readonly Drawn[] } {
    const by = this.#one(ROLES);
    const count = this.#below(5) === 0 ? 2 : 1;
    const acts: Drawn[] = [];
    while (acts.length < count) {
      const drawn = this.#drawOne(by);
      // Both would begin at the same version of rules or rights: that is no matter of Freigabe.
      if (!isHouse(drawn.act) || !acts.some(({ act }) => isHouse(act))) acts.push(drawn);
    }
    return { by, acts };
  }

  /** What was taken is built upon. */
  took(acts: readonly Drawn[]): void {
    for (const { act, packet } of acts) {
      const hash = sha256(packet.body);
      if (act.is === 'found' || act.is === 'nachtrag') this.#versions.set(act.record, [act.id]);
      else if (act.is === 'change') this.#versions.get(act.record)?.push(act.id);
      else if (act.is === 'rules') this.#houseHeads.set('policy', hash);
      else if (act.is === 'rights') this.#houseHeads.set(act.of, hash);
    }
  }

  /** The record of a number, as it stands in entries. */
  idOf(record: number): Id {
    const known = this.#ids.get(record) ?? this.tenant.random(16);
    this.#ids.set(record, known);
    return known;
  }

  hashOf(version: number): Hash {
    const packet = this.#packets.get(version);
    return packet === undefined ? new Uint8Array(32) : sha256(packet.body);
  }

  #drawOne(by: Role): Drawn {
    const before = this.#drawn.filter(({ act }) => act.by === by && !isHouse(act));
    if (before.length > 0 && this.#below(14) === 0) return this.#one(before);
    const act = this.#act(by);
    const packet = this.#packetOf(act);
    this.#packets.set(act.id, packet);
    if (act.is === 'release' && act.step === 'first')
      this.#firsts.push({ id: act.id, target: act.target, version: act.version });
    const drawn = { act, packet };
    this.#drawn.push(drawn);
    return drawn;
  }

  #act(by: Role): Act {
    const id = this.#next++;
    const base = { id, by };
    const known = [...this.#versions.keys()].slice(-12);
    if (known.length === 0) return { ...base, is: 'found', record: id, isTask: false };
    const target = this.#one(known);
    const versions = this.#versions.get(target) ?? [];
    const isOdd = this.#below(4) === 0;
    const version = isOdd ? this.#one(versions) : (versions.at(-1) ?? 0);
    switch (this.#below(16)) {
      case 0:
      case 1:
        return { ...base, is: 'found', record: isOdd ? target : id, isTask: this.#below(6) === 0 };
      case 2:
      case 3:
        return { ...base, is: 'change', record: target, version: id, parent: version };
      case 4:
        return { ...base, is: 'nachtrag', record: id, target, isElsewhere: this.#below(5) === 0 };
      case 5:
        return { ...base, is: 'word', target, version, isReturn: this.#below(2) === 0 };
      case 6:
        return { ...base, is: 'toPerson', target, isDateRight: this.#below(4) !== 0 };
      case 7:
        if (this.#isOnServer || this.#below(3) === 0)
          return { ...base, is: 'rules', two: this.#below(2) === 0, own: this.#below(3) !== 0 };
        return { ...base, is: 'rights', of: this.#one(['doctor', 'second']), mayRelease: this.#below(3) !== 0 };
      case 8:
        return this.#below(4) === 0 ? { ...base, is: 'foreign' } : { ...base, is: 'found', record: id, isTask: false };
      default:
        return { ...base, ...this.#release(target, version) };
    }
  }

  #release(target: number, version: number) {
    const wanted = this.oracle.two ? this.#one(['first', 'second', 'second'] as const) : 'only';
    const step = this.#below(8) === 0 ? this.#one(['only', 'first', 'second'] as const) : wanted;
    const fitting = this.#firsts.filter((first) => first.target === target && first.version === version);
    const first = this.#below(4) === 0 ? this.#firsts.at(-1) : fitting.at(-1);
    const names = step === 'second' && first !== undefined && this.#below(10) !== 0;
    return {
      is: 'release' as const,
      target,
      version,
      areParts: this.#below(10) !== 0,
      isSigned: this.#below(12) !== 0,
      isElsewhere: this.#below(14) === 0,
      step,
      ...(names && { first: first.id }),
    };
  }

  #packetOf(act: Act): EntryPacket {
    const by = this.members[act.by];
    // Clocks of devices go as they like, up to the day a server allows.
    this.tenant.now += this.#below(3) === 0 ? this.#below(DAY_MS) - DAY_MS / 2 : 0;
    if (this.#isOnServer) this.tenant.now = Math.min(this.tenant.now, Date.now() + DAY_MS / 2);
    const at = { authoredAt: this.tenant.now, akte: this.akte, site: this.tenant.site };
    switch (act.is) {
      case 'foreign':
        return this.#foreign.record(this.akte);
      case 'found':
        return this.tenant.record(this.akte, {
          ...at,
          kind: act.isTask ? TASK : NOTE,
          record: this.idOf(act.record),
          by,
        });
      case 'nachtrag': {
        const akte = act.isElsewhere ? this.elsewhere : this.akte;
        const fields = { target: this.idOf(act.target) };
        return this.tenant.record(akte, { ...at, akte, kind: NACHTRAG, record: this.idOf(act.record), fields, by });
      }
      case 'change':
        return this.#change(act, at, by);
      case 'release':
        return this.#freigabe(act, by);
      case 'word': {
        const kind = act.isReturn ? WIRE_KINDS.freigabeZurueckgegeben : WIRE_KINDS.freigabeVorgelegt;
        const fields = { target: this.idOf(act.target), entryHash: this.hashOf(act.version) };
        return this.tenant.entry({ ...at, kind, fields }, by);
      }
      case 'toPerson': {
        const fields = { target: this.idOf(act.target), when: act.isDateRight ? 'now' : 'atDate' };
        return this.tenant.entry({ ...at, kind: WIRE_KINDS.patientenFreigabe, fields }, by);
      }
      case 'rules': {
        const rules = { freigabeResponsible: act.two ? 'two' : 'one', freigabeOwn: act.own ? 'allowed' : 'forbidden' };
        const record = policyRecordId(this.tenant.tenant, sha256);
        const parent = this.#houseHeads.get('policy') ?? null;
        return this.tenant.entry({ kind: WIRE_KINDS.policy, record, parent, fields: { floors: FLOORS, ...rules } }, by);
      }
      case 'rights':
        return this.#user(act.of, act.mayRelease, by);
    }
  }

  #change(
    act: Extract<Act, { is: 'change' }>,
    at: { readonly authoredAt: number; readonly akte: Id; readonly site: Id },
    by: TestMember,
  ): EntryPacket {
    const before = act.parent === null ? undefined : this.#packets.get(act.parent);
    const { kind, parts } = decodeBody((before as EntryPacket).body);
    const envelope = this.tenant.envelope();
    const fields = kind === NACHTRAG ? { fields: this.#fieldsOf(act.record) } : {};
    return this.tenant.record(this.akte, {
      ...at,
      ...fields,
      kind,
      record: this.idOf(act.record),
      parent: this.hashOf(act.parent ?? 0),
      envelopes: [envelope],
      parts: [this.tenant.part(0, envelope, by, (parts[0]?.partVersion ?? 0) + 1)],
      by,
    });
  }

  /** A Nachtrag stays under its Eintrag. */
  #fieldsOf(record: number): { readonly [name: string]: CborValue } {
    const founded = this.#drawn.find(({ act }) => act.is === 'nachtrag' && act.record === record)?.act;
    return { target: founded?.is === 'nachtrag' ? this.idOf(founded.target) : this.idOf(record) };
  }

  #freigabe(act: Extract<Act, { is: 'release' }>, by: TestMember): EntryPacket {
    const target = this.#packets.get(act.version);
    const parts = target === undefined ? [] : decodeBody(target.body).parts.map(({ envelopeHash }) => envelopeHash);
    const fields = {
      target: this.idOf(act.target),
      entryHash: this.hashOf(act.version),
      partHashes: act.areParts ? parts : [sha256(this.akte)],
      ...(act.step !== 'only' && { step: act.step }),
      ...(act.first !== undefined && { first: this.hashOf(act.first) }),
    };
    const akte = act.isElsewhere ? this.elsewhere : this.akte;
    const coSign = act.isSigned ? 'user' : 'none';
    const place = { akte, site: this.tenant.site, authoredAt: this.tenant.now };
    return this.tenant.entry({ ...place, kind: WIRE_KINDS.freigabe, coSign, fields }, by);
  }

  #user(of: Role, mayRelease: boolean, by: TestMember = this.tenant.first): EntryPacket {
    const rights = ['write-records', 'read-records', ...(mayRelease ? ['freigeben'] : [])];
    const fields = { ...this.tenant.userFields(this.members[of], { rights }) };
    const parent = this.#houseHeads.get(of) ?? null;
    const packet = this.tenant.entry({ kind: WIRE_KINDS.user, record: this.members[of].user, parent, fields }, by);
    if (parent === null) this.#houseHeads.set(of, sha256(packet.body));
    return packet;
  }

  #below(limit: number): number {
    return new DataView(this.#bytes(4).buffer).getUint32(0) % limit;
  }

  #one<T>(of: readonly T[]): T {
    return of[this.#below(of.length)] as T;
  }
}

function isHouse({ is }: Act): boolean {
  return is === 'rules' || is === 'rights';
}
