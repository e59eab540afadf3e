import type { Connection } from './connection.ts';

type Value = string | number | bigint | Uint8Array | null;

/** A prepared statement; rows come as arrays of columns, in the order of the SELECT. */
export interface Statement {
  run(...values: Value[]): { readonly changes: number };
  get(...values: Value[]): unknown;
  all(...values: Value[]): unknown;
}

/** Prepares each SQL text once per connection. The cast from `unknown` to a row type stands at the caller, beside the SQL. */
export type Prepare = (sql: string) => Statement;

/** A cache of prepared statements: the journal path prepares nothing twice. */
export function statementCache(db: Connection): Prepare {
  const statements = new Map<string, Statement>();
  return (sql) => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = db.prepare(sql);
    if (statement.reader) statement.raw(true);
    statements.set(sql, statement);
    return statement;
  };
}
