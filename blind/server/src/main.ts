import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createLog } from './edge/log.ts';
import { startServer } from './life/start-server.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    port: { type: 'string', default: '0' },
    host: { type: 'string', default: '127.0.0.1' },
    'box-key': { type: 'string' },
    web: { type: 'string' },
    'tls-cert': { type: 'string' },
    'tls-key': { type: 'string' },
  },
});
const log = createLog((line) => process.stderr.write(line));
const cert = values['tls-cert'];
const key = values['tls-key'];
const server = await startServer(
  {
    dataDirectory: values.data ?? 'data',
    boxKeyFile: values['box-key'] ?? 'box.key',
    port: Number(values.port),
    host: values.host,
    ...(values.web !== undefined && { webDirectory: values.web }),
    ...(cert !== undefined && key !== undefined && { tls: { cert: await readFile(cert), key: await readFile(key) } }),
  },
  log,
);
process.stdout.write(`${JSON.stringify({ listening: server.port })}\n`);
process.on('SIGTERM', () => void server.stop().then(() => process.exit(0)));
