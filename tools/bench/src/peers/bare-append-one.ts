import { createPublicKey, verify } from 'node:crypto';
import { fdatasyncSync, mkdtempSync, openSync, writeSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// The limit beside `append-1`: a bare node:http POST with one Ed25519 check and one fdatasync. Body: signature 64 | message.
// Prints {"listening":port}; argument: the public key as hex of its SPKI.

const publicKey = createPublicKey({ key: Buffer.from(process.argv[2] ?? '', 'hex'), format: 'der', type: 'spki' });
const file = openSync(join(mkdtempSync(join(tmpdir(), 'siegel-bare-')), 'log'), 'a');

const server = createServer((request, response) => {
  const pieces: Buffer[] = [];
  request.on('data', (piece: Buffer) => pieces.push(piece));
  request.on('end', () => {
    const body = Buffer.concat(pieces);
    if (!verify(null, body.subarray(64), publicKey, body.subarray(0, 64))) return response.writeHead(403).end();
    writeSync(file, body);
    fdatasyncSync(file);
    return response.writeHead(200, { 'content-type': 'application/json' }).end('{"seq":1}');
  });
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ listening: (server.address() as AddressInfo).port })}\n`);
});
