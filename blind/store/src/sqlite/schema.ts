/** Marks the file as a tenant of Siegel ("SGL1"). */
export const APPLICATION_ID = 0x53474c31;
/** Version of the tables; a program refuses a newer one. History: 1 first version. */
export const SCHEMA_VERSION = 1;

/** Ids of rows that belong to an entry: seq * factor + position. Integer keys cost 5 bytes where pairs cost twice that. */
export const ENVELOPES_PER_ENTRY = 8;
export const WRAPS_PER_ENTRY = 4_096;
/** Row id of a tree node: level / 4 * this + index. */
export const NODES_PER_LEVEL = 2 ** 48;

/** What cannot be computed from anything else. A body is written once and never touched again. */
const PRIMARY_TABLES = `
CREATE TABLE setting (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE entry (seq INTEGER PRIMARY KEY, received_at INTEGER NOT NULL, body BLOB NOT NULL) STRICT;
CREATE TABLE open_fields (seq INTEGER PRIMARY KEY, salted BLOB NOT NULL) STRICT;
CREATE TABLE envelope (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
CREATE TABLE wrapper (no INTEGER PRIMARY KEY, kind INTEGER NOT NULL, id BLOB NOT NULL, key_id BLOB NOT NULL,
  UNIQUE (kind, id, key_id)) STRICT;
CREATE TABLE wrap (id INTEGER PRIMARY KEY, wrapper INTEGER NOT NULL, compartment INTEGER NOT NULL,
  key_id BLOB NOT NULL, bytes BLOB NOT NULL) STRICT;
CREATE INDEX wrap_by_wrapper ON wrap (wrapper);
CREATE TABLE signer (no INTEGER PRIMARY KEY, instance BLOB NOT NULL, device BLOB NOT NULL) STRICT;
CREATE TABLE batch (first_seq INTEGER PRIMARY KEY, count INTEGER NOT NULL, signer INTEGER NOT NULL,
  seen_size INTEGER NOT NULL, signed BLOB NOT NULL) STRICT;
CREATE TABLE erased (seq INTEGER PRIMARY KEY) STRICT;
`;

/** Hashes over the bodies, kept to be found and proven quickly; the full check computes them again. */
const HASH_TABLES = `
CREATE TABLE entry_hash (hash8 INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (hash8, seq)) STRICT, WITHOUT ROWID;
CREATE TABLE tree_node (id INTEGER PRIMARY KEY, hash BLOB NOT NULL) STRICT;
`;

const SIDE_TABLES = `
CREATE TABLE account (account TEXT PRIMARY KEY, user_id BLOB NOT NULL, opaque_record BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE slot (slot_id BLOB PRIMARY KEY, user_id BLOB NOT NULL, device BLOB, kind TEXT NOT NULL,
  bytes BLOB NOT NULL) STRICT;
CREATE INDEX slot_by_user ON slot (user_id);
CREATE TABLE session (token_hash BLOB PRIMARY KEY, user_id BLOB NOT NULL, device BLOB, created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_user ON session (user_id);
CREATE TABLE secret (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE blob (hash BLOB PRIMARY KEY, akte BLOB NOT NULL, size_bytes INTEGER NOT NULL,
  received_bytes INTEGER NOT NULL, complete INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX blob_by_akte ON blob (akte);
`;

/** A table of the projection and the columns that order its dump. */
export interface ProjectionTable {
  readonly name: string;
  readonly columns: string;
  readonly key: string;
  readonly without: '' | ', WITHOUT ROWID';
  readonly index?: string;
}

/** Rows derived from bodies and open fields. A record and an Akte are numbered by the seq of their first entry: unique,
 *  ascending, and the body there holds the full id, so that lookups by 8 bytes of an id can be verified. */
export const PROJECTION_TABLES: readonly ProjectionTable[] = [
  {
    name: 'record',
    columns: 'no INTEGER PRIMARY KEY, head INTEGER NOT NULL, akte INTEGER, kind INTEGER NOT NULL',
    key: 'no',
    without: '',
    index: 'akte',
  },
  {
    name: 'record_key',
    columns: 'id8 INTEGER NOT NULL, no INTEGER NOT NULL, PRIMARY KEY (id8, no)',
    key: 'id8, no',
    without: ', WITHOUT ROWID',
  },
  // Parts of a head that an earlier entry brought: id = record no * 8 + compartment.
  { name: 'carried_part', columns: 'id INTEGER PRIMARY KEY, seq INTEGER NOT NULL', key: 'id', without: '' },
  {
    name: 'akte',
    columns:
      'no INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, key_seq INTEGER, person BLOB, stammakte INTEGER NOT NULL',
    key: 'no',
    without: '',
    index: 'person',
  },
  {
    name: 'case_key',
    columns: 'seq INTEGER PRIMARY KEY, akte INTEGER NOT NULL',
    key: 'seq',
    without: '',
    index: 'akte',
  },
  { name: 'house', columns: 'seq INTEGER PRIMARY KEY', key: 'seq', without: '' },
  {
    name: 'freigabe',
    columns: 'seq INTEGER PRIMARY KEY, target INTEGER NOT NULL',
    key: 'seq',
    without: '',
    index: 'target',
  },
];

/** The projection's tables; `temp` makes them beside the kept ones, to compare (ST32). */
export function projectionDdl(temp = false): string {
  const schema = temp ? 'temp.' : '';
  return PROJECTION_TABLES.map(({ name, columns, without, index }) => {
    const table = `CREATE TABLE ${schema}${name} (${columns}) STRICT${without};`;
    return index === undefined ? table : `${table}\nCREATE INDEX ${schema}${name}_by_${index} ON ${name} (${index});`;
  }).join('\n');
}

/** All tables of a new tenant. */
export const SCHEMA_DDL = [PRIMARY_TABLES, HASH_TABLES, SIDE_TABLES, projectionDdl()].join('\n');

/** Names of all tables and indexes. */
export const SCHEMA_NAMES = [...SCHEMA_DDL.matchAll(/CREATE (?:TABLE|INDEX) (\w+)/g)].map(([, name]) => name ?? '');
