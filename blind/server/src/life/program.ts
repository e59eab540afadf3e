import { parseArgs } from 'node:util';
import { isOrigin } from '../edge/client-origin.ts';
import { createLog, detailOf, type ServerLog } from '../edge/log.ts';
import { type RunningServer, type ServerOptions, startServer } from './start-server.ts';

const STOP_MS = 15_000;

/** The program: reads its arguments, starts, says on stdout where it listens, stops on SIGTERM or SIGINT. Secrets come from
 *  files only, never from the environment or the command line. */
export async function run(args: readonly string[]): Promise<void> {
  const log = createLog((line) => process.stderr.write(line));
  process.on('uncaughtException', (error) => lastResort(log, error));
  process.on('unhandledRejection', (error) => lastResort(log, error));
  const server = await startServer(readOptions(args), log);
  const { port, httpPort } = server;
  process.stdout.write(`${JSON.stringify({ listening: port, ...(httpPort !== undefined && { httpPort }) })}\n`);
  let stopping: Promise<void> | undefined;
  // A second signal changes nothing: what was begun is finished, or the time for it runs out.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void (stopping ??= stop(server, log)));
}

/** A bug that nobody caught: its name goes to the log, never its message, and the process ends. Whatever was acknowledged is
 *  on the disk; the supervisor starts it again. */
function lastResort(log: ServerLog, error: unknown): void {
  log.error('failed', { code: 'INTERNAL', detail: detailOf(error) });
  process.exit(1);
}

async function stop(server: RunningServer, log: ServerLog): Promise<void> {
  setTimeout(() => lastResort(log, new Error('stopping took too long')), STOP_MS).unref();
  await server.stop();
  process.exit(0);
}

function readOptions(args: readonly string[]): ServerOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string' },
      port: { type: 'string', default: '0' },
      host: { type: 'string', default: '127.0.0.1' },
      'box-key': { type: 'string' },
      web: { type: 'string' },
      'demo-page': { type: 'string' },
      'tls-cert': { type: 'string' },
      'tls-key': { type: 'string' },
      'trusted-proxy': { type: 'string', multiple: true },
      'http-port': { type: 'string' },
      'client-origin': { type: 'string' },
      'sms-gateway': { type: 'string' },
      'disk-reports': { type: 'string' },
    },
  });
  const { data, 'box-key': boxKey, web, 'demo-page': demoPage, 'tls-cert': cert, 'tls-key': key } = values;
  if (data === undefined || boxKey === undefined) throw new Error('--data DIR and --box-key FILE are needed');
  const clientOrigin = values['client-origin'];
  if (clientOrigin !== undefined && !isOrigin(clientOrigin)) throw new Error('--client-origin is no origin');
  return {
    dataDirectory: data,
    boxKeyFile: boxKey,
    port: Number(values.port),
    host: values.host,
    ...optional('webDirectory', web),
    ...optional('demoPage', demoPage),
    ...(cert !== undefined && key !== undefined && { tls: { certificateFile: cert, keyFile: key } }),
    ...(values['trusted-proxy'] !== undefined && { trustedProxies: values['trusted-proxy'] }),
    ...optional('smsGatewayFile', values['sms-gateway']),
    ...optional('diskReports', values['disk-reports']),
    ...(clientOrigin !== undefined && { clientOrigin }),
    ...(values['http-port'] !== undefined && { httpPort: Number(values['http-port']) }),
  };
}

/** An option that was given, and nothing otherwise. */
function optional<Name extends string>(name: Name, value: string | undefined): { readonly [name in Name]?: string } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [name in Name]: string });
}
