import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import rateLimit from '@fastify/rate-limit';
import Database from 'better-sqlite3-multiple-ciphers';
import { fastify } from 'fastify';

// The limit beside `append`: the same framework, plugins, session check and encrypted SQLite with the same pragmas; one 1 kB
// row per request by group commit. No journal, no signature, no tree. Prints {"listening":port}.

const folder = mkdtempSync(join(tmpdir(), 'siegel-bare-'));
const db = new Database(join(folder, 'bare.db'));
db.pragma("cipher = 'aegis'");
db.pragma("algorithm = 'aegis-256'");
db.key(Buffer.concat([Buffer.from('raw:'), randomBytes(48)]));
for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'secure_delete = ON', 'cache_size = -8000'])
  db.pragma(pragma);
db.exec('CREATE TABLE entry (seq INTEGER PRIMARY KEY, bytes BLOB NOT NULL)');
const insert = db.prepare('INSERT INTO entry (bytes) VALUES (?)');

const waiting: { bytes: Buffer; done: (seq: number) => void }[] = [];
const commit = db.transaction((rows: typeof waiting) =>
  rows.map(({ bytes }) => Number(insert.run(bytes).lastInsertRowid)),
);

function flush(): void {
  const rows = waiting.splice(0);
  const seqs = commit(rows);
  rows.forEach(({ done }, i) => done(seqs[i] as number));
}

const token = process.argv[2] ?? '';
const sessions = new Map([[createHash('sha256').update(token).digest('hex'), { user: 1 }]]);
const app = fastify({ logger: false });
await app.register(rateLimit, { global: false });
app.addContentTypeParser('application/cbor-seq', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
app.addHook('onRequest', async (request, reply) => {
  const presented = request.headers.authorization?.replace('Bearer ', '') ?? '';
  if (!sessions.has(createHash('sha256').update(presented).digest('hex'))) return reply.code(401).send();
  return undefined;
});
app.post('/append', async (request) => {
  const seq = await new Promise<number>((done) => {
    if (waiting.length === 0) setImmediate(flush);
    waiting.push({ bytes: (request.body as Buffer).subarray(0, 1000), done });
  });
  return { seq };
});
await app.listen({ port: 0, host: '127.0.0.1' });
process.stdout.write(`${JSON.stringify({ listening: (app.server.address() as AddressInfo).port })}\n`);
