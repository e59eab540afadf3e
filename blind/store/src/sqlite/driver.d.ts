// The driver ships types its own `exports` hide. It is better-sqlite3 and a key.
declare module 'better-sqlite3-multiple-ciphers' {
  import type BetterSqlite3 from 'better-sqlite3';

  namespace Database {
    interface Database extends BetterSqlite3.Database {
      /** Gives the connection its key; the bytes never become part of an SQL text. */
      key(key: Buffer): number;
      /** Writes every page anew under another key. */
      rekey(key: Buffer): number;
    }
    type Options = BetterSqlite3.Options;
  }
  const Database: new (filename: string, options?: BetterSqlite3.Options) => Database.Database;
  export default Database;
}
