import { type Body, bytesOfHex, hexOf, type Id, WIRE_KINDS, ZERO_ID } from '@siegel/wire';
import type {
  Fields,
  GenesisState,
  GroupKeyEntry,
  MemberDevice,
  MemberGroup,
  MemberRole,
  MemberUser,
  PolicyState,
  RunState,
} from './member-states.ts';
import { BackupKeys } from './backup-keys.ts';
import { OrgMembers } from './org-members.ts';
import { SeqHistory } from './seq-history.ts';

/** The rights worked out last, and what they came from. */
interface RightsAnswer {
  readonly member: MemberUser;
  readonly ofRoles: readonly (readonly string[])[];
  readonly rights: ReadonlySet<string>;
}

const NO_RIGHTS: readonly string[] = [];

/** The fold over the house entries of a journal: who exists, with which keys and rights, at every seq. The server and every
 *  client build it from the same entries with the same code, so they answer the same. Appending only; `rollback` takes back
 *  a refused batch. */
export class Membership {
  #genesis: GenesisState | undefined;
  readonly #users = new SeqHistory<MemberUser>();
  readonly #devices = new SeqHistory<MemberDevice>();
  readonly #roles = new SeqHistory<MemberRole>();
  readonly #groups = new SeqHistory<MemberGroup>();
  readonly #groupKeys = new SeqHistory<GroupKeyEntry>();
  readonly #sites = new SeqHistory<boolean>();
  /** Units and placements of the org chart. */
  readonly org = new OrgMembers();
  readonly backup = new BackupKeys();
  /** Whose a text block is; undefined within: the house's. */
  readonly #textBlocks = new SeqHistory<{ readonly owner: Id | undefined }>();
  readonly #runs = new SeqHistory<RunState>();
  readonly #policy = new SeqHistory<PolicyState>();
  /** Seqs of the entries that changed whom a Stammakte is for. */
  readonly #wrapRule = new SeqHistory<number>();
  readonly #log = new SeqHistory<{ readonly logPublic: Uint8Array; readonly instance: Id }>();

  #lastRights: RightsAnswer | undefined;

  get genesis(): GenesisState | undefined {
    return this.#genesis;
  }

  userAt(user: Id, seq: number): MemberUser | undefined {
    return this.#users.at(hexOf(user), seq);
  }

  deviceAt(device: Id, seq: number): MemberDevice | undefined {
    return this.#devices.at(hexOf(device), seq);
  }

  groupAt(group: Id, seq: number): MemberGroup | undefined {
    return this.#groups.at(hexOf(group), seq);
  }

  groupKeyAt(group: Id, seq: number): GroupKeyEntry | undefined {
    return this.#groupKeys.at(hexOf(group), seq);
  }

  /** Every version of a group's key that was ever entered, oldest first. */
  groupKeyVersions(group: Id): readonly GroupKeyEntry[] {
    return this.#groupKeys.all(hexOf(group));
  }

  runAt(run: Id, seq: number): RunState | undefined {
    return this.#runs.at(hexOf(run), seq);
  }

  /** Whose a text block is (TB5); undefined when there is none. */
  textBlockAt(block: Id, seq: number): { readonly owner: Id | undefined } | undefined {
    return this.#textBlocks.at(hexOf(block), seq);
  }

  isSiteAt(site: Id, seq: number): boolean {
    return this.#sites.at(hexOf(site), seq) === true;
  }

  /** True for a site that was closed (BS3); false also for one that was never entered. */
  isSiteClosedAt(site: Id, seq: number): boolean {
    return this.#sites.at(hexOf(site), seq) === false;
  }

  logAt(seq: number): { readonly logPublic: Uint8Array; readonly instance: Id } | undefined {
    return this.#log.at('', seq);
  }

  policyAt(seq: number): PolicyState | undefined {
    return this.#policy.at('', seq);
  }

  /** True when the organisation keeps strict mode at `seq` (BS20). */
  isStrictAt(seq: number): boolean {
    return this.policyAt(seq)?.isStrict === true;
  }

  /** Seq of the newest entry that changed whom Stammakten are wrapped for: strict mode on or off, or the first key of those who read
   *  records. What was wrapped since then is right (BS23); 0 when there was none. */
  wrapRuleSince(seq: number): number {
    return this.#wrapRule.at('', seq) ?? 0;
  }

  /** The active group of a kind; of a site where the kind belongs to one. */
  groupOfKindAt(groupKind: string, seq: number, site: Id = ZERO_ID): Id | undefined {
    return this.groupsAt(seq).find(
      (group) => group.active && group.groupKind === groupKind && hexOf(group.site) === hexOf(site),
    )?.group;
  }

  groupsAt(seq: number): readonly MemberGroup[] {
    return this.#groups.latest(seq);
  }

  usersAt(seq: number): readonly MemberUser[] {
    return this.#users.latest(seq);
  }

  devicesAt(seq: number): readonly MemberDevice[] {
    return this.#devices.latest(seq);
  }

  sitesAt(seq: number): readonly Id[] {
    return this.#sites.keys(seq).flatMap((hex) => bytesOfHex(hex) ?? []);
  }

  roleAt(role: Id, seq: number): MemberRole | undefined {
    return this.#roles.at(hexOf(role), seq);
  }

  rolesAt(seq: number): readonly MemberRole[] {
    return this.#roles.latest(seq);
  }

  #rightsOfRole(role: Id, seq: number): readonly string[] {
    const known = this.#roles.at(hexOf(role), seq);
    return known?.active === true ? known.rights : NO_RIGHTS;
  }

  /** Rights of a user at `seq`: those of its roles and its own. Empty for an unknown or removed one. */
  rightsAt(user: Id, seq: number): ReadonlySet<string> {
    const member = this.userAt(user, seq);
    if (member === undefined || !member.active) return new Set();
    const ofRoles = member.roles.map((role) => this.#rightsOfRole(role, seq));
    const last = this.#lastRights;
    // Entry after entry comes from the same hands: the same member with the same roles has the same rights.
    if (last?.member === member && ofRoles.every((rights, i) => rights === last.ofRoles[i])) return last.rights;
    const rights = new Set([...member.rights, ...ofRoles.flat()]);
    this.#lastRights = { member, ofRoles, rights };
    return rights;
  }

  /** Takes in the house entry that stands at `seq`. Other kinds change nothing. Fields must fit their form. */
  apply(seq: number, body: Body, fields: Fields): void {
    const fold = FOLDS.get(body.kind);
    if (fold !== undefined) fold(this, seq, body, fields);
  }

  /** Forgets everything entered at `fromSeq` or later. */
  rollback(fromSeq: number): void {
    for (const history of [
      this.#users,
      this.#devices,
      this.#roles,
      this.#groups,
      this.#groupKeys,
      this.#sites,
      this.org,
      this.backup,
      this.#textBlocks,
      this.#runs,
      this.#policy,
      this.#wrapRule,
      this.#log,
    ])
      history.rollback(fromSeq);
    if (fromSeq === 0) this.#genesis = undefined;
  }

  foldGenesis(seq: number, body: Body, f: Fields): void {
    this.#genesis = {
      tenant: body.record,
      orgPublic: f['orgPublic'] as Uint8Array,
      recoveryPublic: f['recoveryPublic'] as Uint8Array,
      firstUser: f['userId'] as Id,
      firstDevice: f['deviceId'] as Id,
      firstSite: f['siteId'] as Id,
      profile: f['profile'] as string,
    };
    this.foldUser(seq, f['userId'] as Id, f['user'] as Fields);
    this.foldDevice(seq, f['deviceId'] as Id, f['device'] as Fields);
    this.#sites.put(hexOf(f['siteId'] as Id), seq, true);
    this.foldLog(seq, f);
    this.foldPolicy(seq, { floors: f['floors'] as Fields });
  }

  foldPolicy(seq: number, rules: Fields): void {
    const isStrict = rules['strict'] === 'on';
    if (isStrict !== this.isStrictAt(seq)) this.#wrapRule.put('', seq, seq);
    this.#policy.put('', seq, {
      floors: rules['floors'] as Fields,
      isOfflineSlotAllowed: rules['offlineSlot'] !== 'forbidden',
      isStrict,
      rules,
    });
  }

  foldUser(seq: number, user: Id, f: Fields): void {
    this.#users.put(hexOf(user), seq, {
      user,
      userKind: f['userKind'] as string,
      ed25519Public: f['ed25519Public'] as Uint8Array,
      xwingPublic: f['xwingPublic'] as Uint8Array,
      active: f['state'] === 'active',
      roles: f['roles'] as readonly Id[],
      rights: f['rights'] as readonly string[],
      sites: f['sites'] as readonly Id[],
      support: supportOf(f),
    });
  }

  foldDevice(seq: number, device: Id, f: Fields): void {
    this.#devices.put(hexOf(device), seq, {
      device,
      user: f['user'] as Id,
      ed25519Public: f['ed25519Public'] as Uint8Array,
      xwingPublic: f['xwingPublic'] as Uint8Array,
      active: f['state'] === 'active',
    });
  }

  foldRole(seq: number, role: Id, f: Fields): void {
    this.#roles.put(hexOf(role), seq, {
      role,
      rights: f['rights'] as readonly string[],
      active: f['state'] !== 'removed',
    });
  }

  foldSite(seq: number, site: Id, f: Fields): void {
    this.#sites.put(hexOf(site), seq, f['state'] === 'active');
  }

  foldTextBlock(seq: number, block: Id, f: Fields): void {
    this.#textBlocks.put(hexOf(block), seq, { owner: f['owner'] as Id | undefined });
  }

  foldGroup(seq: number, group: Id, f: Fields): void {
    this.#groups.put(hexOf(group), seq, {
      group,
      groupKind: f['groupKind'] as string,
      site: (f['site'] as Id | undefined) ?? ZERO_ID,
      active: f['state'] === 'active',
    });
  }

  foldGroupKey(seq: number, f: Fields): void {
    const isFirst = f['version'] === 1 && this.groupKeyAt(f['group'] as Id, seq) === undefined;
    // "At seq" is before this entry; the group may stand in the same batch, which has come by then.
    if (isFirst && this.groupAt(f['group'] as Id, seq)?.groupKind === 'records') this.#wrapRule.put('', seq, seq);
    this.#groupKeys.put(hexOf(f['group'] as Id), seq, {
      group: f['group'] as Id,
      version: f['version'] as number,
      keyId: f['keyId'] as Uint8Array,
      inboxPublic: f['inboxPublic'] as Uint8Array,
      members: f['members'] as readonly Id[],
    });
  }

  foldRun(seq: number, body: Body, f: Fields): void {
    this.#runs.put(hexOf(body.record), seq, {
      state: f['state'] as string,
      count: (f['count'] as number | undefined) ?? 0,
      withdrawn: false,
      author: body.author,
    });
  }

  foldRunWithdrawn(seq: number, f: Fields): void {
    const run = hexOf(f['run'] as Id);
    const before = this.#runs.at(run, seq);
    if (before !== undefined) this.#runs.put(run, seq, { ...before, withdrawn: true });
  }

  foldLog(seq: number, f: Fields): void {
    this.#log.put('', seq, { logPublic: f['logPublic'] as Uint8Array, instance: f['instance'] as Id });
  }
}

function supportOf(f: Fields): MemberUser['support'] {
  const [untilMs, areas] = [
    f['supportUntil'] as number | undefined,
    f['supportAreas'] as readonly string[] | undefined,
  ];
  return untilMs === undefined ? undefined : { untilMs, areas: areas ?? [] };
}

type Fold = (state: Membership, seq: number, body: Body, fields: Fields) => void;

const FOLDS: ReadonlyMap<number, Fold> = new Map<number, Fold>([
  [WIRE_KINDS.genesis, (state, seq, body, f) => state.foldGenesis(seq, body, f)],
  [WIRE_KINDS.user, (state, seq, body, f) => state.foldUser(seq, body.record, f)],
  [WIRE_KINDS.device, (state, seq, body, f) => state.foldDevice(seq, body.record, f)],
  [WIRE_KINDS.role, (state, seq, body, f) => state.foldRole(seq, body.record, f)],
  [WIRE_KINDS.site, (state, seq, body, f) => state.foldSite(seq, body.record, f)],
  [WIRE_KINDS.orgUnit, (state, seq, body, f) => state.org.foldUnit(seq, body.record, f)],
  [WIRE_KINDS.placement, (state, seq, body, f) => state.org.foldPlacement(seq, body.record, f)],
  [WIRE_KINDS.textBlock, (state, seq, body, f) => state.foldTextBlock(seq, body.record, f)],
  [WIRE_KINDS.group, (state, seq, body, f) => state.foldGroup(seq, body.record, f)],
  [WIRE_KINDS.groupKey, (state, seq, _, f) => state.foldGroupKey(seq, f)],
  [WIRE_KINDS.backupKey, (state, seq, body, f) => state.backup.fold(seq, body.record, f)],
  [WIRE_KINDS.run, (state, seq, body, f) => state.foldRun(seq, body, f)],
  [WIRE_KINDS.runWithdrawn, (state, seq, _, f) => state.foldRunWithdrawn(seq, f)],
  [WIRE_KINDS.policy, (state, seq, _, f) => state.foldPolicy(seq, f)],
  [WIRE_KINDS.restoreEpoch, (state, seq, _, f) => state.foldLog(seq, f)],
]);
