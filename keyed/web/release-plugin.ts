import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import { type ReleaseFile, releaseText, signedRelease } from './src/release/release-text.ts';

const SERVICE_WORKER = fileURLToPath(new URL('src/service-worker/main.ts', import.meta.url));
/** The last 32 bytes of an Ed25519 key in SPKI form are the key. */
const RAW_KEY_BYTES = 32;

/** What a release is made with. */
export interface ReleaseWish {
  readonly version: string;
  /** Origin of the server the client is built for; undefined: the one that serves it. */
  readonly server: string | undefined;
  /** PEM file with the Ed25519 key of the builder. */
  readonly keyFile: string | undefined;
}

/** Adds `service-worker.js` and, last of all, `release.txt` with the hash of every file (CD2, CD3). */
export function release({ version, server, keyFile }: ReleaseWish): Plugin {
  return {
    name: 'siegel-release',
    apply: 'build',
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        const worker = await builtServiceWorker();
        this.emitFile({ type: 'asset', fileName: 'service-worker.js', source: worker });
        const contents = Object.values(bundle)
          .filter(({ fileName }) => fileName !== 'service-worker.js')
          .map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source] as const);
        const files = [...contents, ['service-worker.js', worker] as const].map(([name, content]) =>
          releaseFile(name, content),
        );
        const key = keyFile === undefined ? undefined : createPrivateKey(readFileSync(keyFile));
        const publicKey = key && createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(-RAW_KEY_BYTES);
        const text = releaseText({ version, server, key: publicKey?.toString('base64'), files });
        const signature = key && sign(null, Buffer.from(text), key).toString('base64');
        this.emitFile({ type: 'asset', fileName: 'release.txt', source: signedRelease(text, signature) });
      },
    },
  };
}

function releaseFile(name: string, content: string | Uint8Array): ReleaseFile {
  const bytes = Buffer.from(content as Uint8Array);
  return { path: `/${name}`, sha256: createHash('sha256').update(bytes).digest('hex'), sizeBytes: bytes.length };
}

/** One classic script without imports: what a browser compares byte for byte to notice a new one. */
async function builtServiceWorker(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      target: 'es2023',
      lib: { entry: SERVICE_WORKER, formats: ['iife'], name: 'siegelServiceWorker', fileName: 'service-worker' },
    },
  });
  const [output] = [built].flat();
  const chunk = output !== undefined && 'output' in output ? output.output[0] : undefined;
  if (chunk === undefined) throw new Error('the service worker did not build');
  return chunk.code;
}
