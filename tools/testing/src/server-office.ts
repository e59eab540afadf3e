import type { TreeHead } from '@siegel/journal';
import { caseKeyRecordId, groupKeyRecordId, policyRecordId } from '@siegel/akten';
import {
  appendRequestToItems,
  bytesOfHex,
  type CborValue,
  type EntryPacket,
  encodeSequence,
  hexOf,
  type Id,
  WIRE_KINDS,
  ZERO_ID,
} from '@siegel/wire';
import { seededRandom, sha256 } from './deterministic.ts';
import { type TestMember, TestTenant } from './journal-builder.ts';
import { type Answer, headOfNote, ServerClient, type TestAck } from './server-client.ts';
import type { ServerProcess } from './server-process.ts';

/** A user of an office with a program session. */
export interface OfficeMember {
  readonly member: TestMember;
  readonly client: ServerClient;
  readonly account: string;
  readonly password: string;
  /** The entry of the user, of those who were admitted: what a change of it builds on. */
  readonly entered?: EntryPacket;
}

const TEAM = { groupKind: 'team', state: 'active' };

/** A group that people are put into. */
export interface TestTeam {
  readonly group: Id;
  /** The entry by which exactly these would be in it, signed by `by`. */
  keyFor(members: readonly OfficeMember[], by?: OfficeMember): EntryPacket;
  /** From now on exactly these are in it. */
  setMembers(members: readonly OfficeMember[]): Promise<void>;
}

/** A founded tenant on a running server, its builder, and its first user signed in with the first device. Entries are signed
 *  for real and sealed for show. */
export class TestOffice implements OfficeMember {
  readonly built: TestTenant;
  readonly client: ServerClient;
  readonly account = 'leitung';
  readonly password = 'richtig gut 15';
  /** The group of the organisation; all admitted members are in it. */
  readonly group: Id;
  readonly groupKeyId: Uint8Array;
  head: TreeHead;
  #groupHead: Uint8Array | null = null;
  #policyHead: Uint8Array | null = null;
  readonly #groupMembers: Id[];

  private constructor(built: TestTenant, client: ServerClient, head: TreeHead) {
    this.built = built;
    this.client = client;
    this.head = head;
    this.group = built.random(16);
    this.groupKeyId = built.random(32);
    this.#groupMembers = [built.first.user];
  }

  get member(): TestMember {
    return this.built.first;
  }

  /** Founds a tenant: announce, register, genesis, sign in, prove the device; then the group of the organisation. */
  static async found(server: Pick<ServerProcess, 'url' | 'foundingToken'>, seed = 'office'): Promise<TestOffice> {
    const tenant = seededRandom(`${seed}/tenant`)(16);
    const headers = { authorization: `Bearer ${await server.foundingToken()}` };
    const hex = hexOf(tenant);
    const announcer = new ServerClient(server.url, hex, tenant);
    const offer = must(await announcer.call('POST', '/v1/tenants', { json: { tenant: hex } }, headers), 200);
    const instance = bytesOfHex(String(offer.json?.['instance'])) as Id;
    const logPublic = new Uint8Array(Buffer.from(String(offer.json?.['logPublic']), 'base64url'));
    const built = new TestTenant(seed, { tenant, instance, logPublic });
    built.now = Date.now();
    const account = { account: 'leitung', password: 'richtig gut 15', user: built.first.user };
    must(await announcer.register(`/v1/tenants/${hex}/register`, account, headers), 204);
    const cbor = encodeSequence(appendRequestToItems(built.genesis()));
    const founded = must(await announcer.call('POST', `/v1/tenants/${hex}/genesis`, { cbor }, headers), 200);
    const client = new ServerClient(server.url, hex, instance);
    const office = new TestOffice(built, client, headOfNote(String(founded.json?.['checkpoint'])));
    await office.signIn(office);
    const fields = { groupKind: 'organisation', state: 'active' };
    const group = built.entry({ kind: WIRE_KINDS.group, record: office.group, fields });
    await office.append([group, office.#groupKey()]);
    return office;
  }

  /** Logs in and proves the device. */
  async signIn({ client, account, password, member }: OfficeMember): Promise<void> {
    must(await client.login(account, password), 200);
    must(await client.proveDevice(member), 200);
  }

  /** Appends entries as `by`; remembers the new head. */
  async append(packets: readonly EntryPacket[], by: OfficeMember = this): Promise<TestAck> {
    const ack = await by.client.appended(this.built.batch(packets, this.head, by.member));
    this.head = headOfNote(ack.checkpoint);
    return ack;
  }

  /** Changes the rules of the organisation: these and no others stand afterwards. */
  async setRules(rules: { readonly [name: string]: CborValue }): Promise<void> {
    const floors = { argonMemoryKiB: 65_536, argonPasses: 3, passwordLength: 15 };
    const record = policyRecordId(this.built.tenant, sha256);
    const wish = { kind: WIRE_KINDS.policy, record, parent: this.#policyHead, fields: { floors, ...rules } };
    const packet = this.built.entry(wish);
    await this.append([packet]);
    this.#policyHead = sha256(packet.body);
  }

  /** A team with these people in it; `keyFor` makes the entry by which others are in it, without sending it. */
  async makeTeam(of: readonly OfficeMember[]): Promise<TestTeam> {
    const { built } = this;
    const group = built.random(16) as Id;
    await this.append([built.entry({ kind: WIRE_KINDS.group, record: group, fields: TEAM })]);
    let version = 0;
    let parent: Uint8Array | undefined;
    const keyFor = (members: readonly OfficeMember[], by: OfficeMember = this) => {
      const [keyId, ids] = [built.random(32), members.map(({ member }) => member.user)];
      const wish = {
        kind: WIRE_KINDS.groupKey,
        record: groupKeyRecordId(group, sha256),
        ...(parent !== undefined && { parent }),
        fields: { group, version: version + 1, keyId, inboxPublic: built.random(1216), members: ids },
        wraps: ids.map((wrapperId) => this.#wrapFor(wrapperId, keyId)),
      };
      return built.entry(wish, by.member);
    };
    const setMembers = async (members: readonly OfficeMember[]) => {
      const packet = keyFor(members);
      await this.append([packet]);
      version++;
      parent = sha256(packet.body);
    };
    await setMembers(of);
    return { group, keyFor, setMembers };
  }

  /** A new user with these open fields over the usual ones, with a device, an account and a living device session. */
  async admit(account: string, over: { readonly [name: string]: CborValue } = {}): Promise<OfficeMember> {
    const { built } = this;
    const member = built.member();
    this.#groupMembers.push(member.user);
    const entered = built.entry({
      kind: WIRE_KINDS.user,
      record: member.user,
      fields: built.userFields(member, over),
    });
    await this.append([
      entered,
      built.entry({
        kind: WIRE_KINDS.device,
        record: member.device,
        fields: built.deviceFields(member),
        coSigner: member,
      }),
      this.#groupKey(),
    ]);
    const client = new ServerClient(this.client.url, this.client.tenant, this.client.instance);
    const admitted = { member, client, account, password: `${account} ist lang genug`, entered };
    await this.inviteAndRegister(admitted);
    await this.signIn(admitted);
    return admitted;
  }

  /** Invites a user and registers its account with the invitation. */
  async inviteAndRegister({ member, client, account, password }: OfficeMember): Promise<Answer> {
    const invited = must(await this.client.call('POST', 'invitations', { json: { user: hexOf(member.user) } }), 201);
    const headers = { authorization: `Invitation ${String(invited.json?.['invitation'])}` };
    return must(await client.register('register', { account, password, user: member.user }, headers), 204);
  }

  /** The entry that founds an Akte under the organisation's group (or `groups`). */
  caseKey(
    akte: Id,
    given: {
      readonly site?: Id;
      readonly person?: Id;
      readonly groups?: readonly Id[];
      readonly parts?: CborValue;
    } = {},
  ): EntryPacket {
    const { site = this.built.site, person = akte, groups = [this.group], parts } = given;
    const keyId = sha256(akte);
    return this.built.entry({
      kind: WIRE_KINDS.caseKey,
      record: caseKeyRecordId(akte, sha256),
      akte,
      site,
      fields: {
        version: 1,
        keyId,
        groups: [...groups],
        person,
        stammakte: hexOf(site) === hexOf(ZERO_ID),
        ...(parts !== undefined && { parts }),
      },
      wraps: groups.map((wrapperId) => ({
        wrapper: 2 as const,
        wrapperId,
        wrapperKeyId: this.groupKeyId,
        wrappedKeyId: keyId,
        compartment: 255,
        bytes: this.built.random(61),
      })),
    });
  }

  /** Founds an Akte with `records` sealed records in it. */
  async akte(
    records = 1,
    given: Parameters<TestOffice['caseKey']>[1] = {},
  ): Promise<{ akte: Id; packets: readonly EntryPacket[] }> {
    const akte = this.built.random(16);
    const site = given.site ?? this.built.site;
    const packets = [
      this.caseKey(akte, given),
      ...Array.from({ length: records }, () => this.built.record(akte, { site })),
    ];
    await this.append(packets);
    return { akte, packets };
  }

  #groupKey(): EntryPacket {
    const packet = this.built.entry({
      kind: WIRE_KINDS.groupKey,
      record: groupKeyRecordId(this.group, sha256),
      parent: this.#groupHead,
      fields: {
        group: this.group,
        version: 1,
        keyId: this.groupKeyId,
        inboxPublic: this.built.random(1216),
        members: [...this.#groupMembers],
      },
      wraps: this.#groupMembers.map((wrapperId) => this.#wrapFor(wrapperId, this.groupKeyId)),
    });
    this.#groupHead = sha256(packet.body);
    return packet;
  }

  #wrapFor(wrapperId: Id, wrappedKeyId: Uint8Array) {
    const { built } = this;
    const [wrapperKeyId, bytes] = [built.random(32), built.random(1168)];
    return { wrapper: 0 as const, wrapperId, wrapperKeyId, wrappedKeyId, compartment: 255, bytes };
  }
}

function must(answer: Answer, status: number): Answer {
  if (answer.status !== status) throw new Error(`${answer.status} ${JSON.stringify(answer.json)}`);
  return answer;
}
