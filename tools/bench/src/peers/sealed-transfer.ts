import { createCipheriv } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';

// The limit beside `first-sync`: a plain HTTP server that streams so many bytes as 64 KiB chunks of AES-256-GCM, sealed before
// it listens. No journal, no tree, no proof. Arguments: bytes, key as hex. Prints {"listening":port}.

const CHUNK_BYTES = 65_536;
const TAG_BYTES = 16;

const total = Number(process.argv[2]);
const key = Buffer.from(process.argv[3] ?? '', 'hex');

function sealedChunk(number: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(number);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const bytes = cipher.update(Buffer.alloc(CHUNK_BYTES - TAG_BYTES, number));
  return Buffer.concat([bytes, cipher.final(), cipher.getAuthTag()]);
}

const chunks = Array.from({ length: Math.ceil(total / CHUNK_BYTES) }, (_, number) => sealedChunk(number));
const server = createServer((_, answer) => {
  Readable.from(chunks, { objectMode: false }).pipe(answer);
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ listening: (server.address() as AddressInfo).port })}\n`);
});
