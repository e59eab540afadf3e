import { existsSync, readFileSync } from 'node:fs';
import { SERVER_CIPHER_MODULES, SERVER_SEALING_FILES, SERVER_SECRETS } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PlantedTree, plantTree, ROOT, runTool } from './planted-tree.ts';

const MAIN = 'blind/server/src/main.ts';
const noServer = !existsSync(`${ROOT}${MAIN}`);

/** Names of packages and modules of Node that can encrypt, wrap or agree on keys; what loads one must be listed. */
const CAN_CIPHER =
  /^node:(?:crypto|tls|https)$|crypt|cipher|sodium|noble|hpke|opaque|argon|bcrypt|scrypt|nacl|jose|pgp|scure|hash-wasm|age-encryption|webauthn|forge|x509/;
/** Calls that open or seal content, or reach the other cryptography that could. */
const OPENS_CONTENT =
  /\b(?:createCipheriv|createDecipheriv|privateDecrypt|publicEncrypt|diffieHellman|encapsulate|decapsulate|webcrypto)\b|\.subtle\b/;
/** What of it a file that only seals may call. */
const SEALS = /\bcreateCipheriv\b/g;
/** Calls of age-encryption that open; its `Encrypter` makes headers for public recipients. */
const OPENS_AGE = /\b(?:Decrypter|addIdentity|addPassphrase|generate\w*Identity)\b/;

/** The project's own files that the server program consists of, types left out. */
async function ownFiles(): Promise<string[]> {
  const script = `${ROOT}node_modules/dependency-cruiser/bin/dependency-cruiser.mjs`;
  const end = await runTool(ROOT, script, ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', MAIN]);
  const { modules } = JSON.parse(end.stdout) as { modules: { source: string }[] };
  return modules.map(({ source }) => source).filter((source) => /^(?:core|blind|keyed|tools|tests)\//.test(source));
}

/** Names of modules, as SERVER_CIPHER_MODULES writes them, of everything that loading `files` loads. */
async function loadedModules(files: readonly string[]): Promise<string[]> {
  const end = await runTool(ROOT, `${ROOT}tests/house/record-loaded-modules.ts`, files);
  expect(end.exitCode, end.stderr).toBe(0);
  return (JSON.parse(end.stdout) as string[]).map((url) => {
    if (url.startsWith('node:')) return url;
    const inPackage = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
    return inPackage ?? url.replace(/^file:\/\//, '').replace(ROOT, '');
  });
}

let files: readonly string[] = [];
let loaded: readonly string[] = [];
let planted: PlantedTree | undefined;
beforeAll(async () => {
  if (noServer) return;
  files = await ownFiles();
  // main.ts would start the server; everything it is made of is loaded instead.
  loaded = await loadedModules(
    files.filter((file) => file !== MAIN && /\.tsx?$/.test(file)).map((file) => ROOT + file),
  );
}, 60_000);
afterAll(() => planted?.remove());

test.skipIf(noServer)('[HS12, A1] consists of files of core/ and blind/ only', () => {
  expect(files).toContain(MAIN);
  expect(files.filter((file) => !/^(?:core|blind)\//.test(file))).toEqual([]);
  expect(
    loaded.filter((name) => /^(?:keyed|tools|tests)\//.test(name) && !name.endsWith('record-loaded-modules.ts')),
  ).toEqual([]);
});

test.skipIf(noServer)('[HS12, A1] loads only the cipher modules that are listed, packages of packages included', () => {
  const listed = SERVER_CIPHER_MODULES.map(({ module }) => module as string);
  const ciphers = [...new Set(loaded.filter((name) => CAN_CIPHER.test(name) && !/^(?:core|blind)\//.test(name)))];
  expect(ciphers.length).toBeGreaterThan(0);
  expect(ciphers.filter((name) => !listed.includes(name))).toEqual([]);
});

test.skipIf(noServer)('[HS12, A1] lists no cipher package that the server does not load', () => {
  const packages = SERVER_CIPHER_MODULES.map(({ module }) => module as string).filter(
    (name) => !name.startsWith('node:'),
  );
  expect(packages.filter((name) => !loaded.includes(name))).toEqual([]);
});

test.skipIf(noServer)('[HS12, A1] calls nothing that opens content', () => {
  const opening = files.filter((file) => OPENS_CONTENT.test(withoutSealing(file)) || OPENS_AGE.test(sourceOf(file)));
  expect(opening).toEqual([]);
});

test.skipIf(noServer)('[HS26, A1] seals in one file, and loads nothing that opens a backup', () => {
  const sealing = files.filter((file) => new RegExp(SEALS.source).test(sourceOf(file)));
  expect(sealing).toEqual([...SERVER_SEALING_FILES]);
  const opens = /^blind\/keep\/src\/(?:age\/open|open-|read-sealed|restore)/;
  expect([...files, ...loaded].filter((name) => opens.test(name))).toEqual([]);
});

function sourceOf(file: string): string {
  return readFileSync(`${ROOT}${file}`, 'utf8');
}

/** What a file calls besides sealing, where it is listed for that. */
function withoutSealing(file: string): string {
  const source = sourceOf(file);
  return (SERVER_SEALING_FILES as readonly string[]).includes(file) ? source.replaceAll(SEALS, '') : source;
}

test('[HS12, A1] names every secret of the server once, with its use and a package of blind/', () => {
  const names = SERVER_SECRETS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { use, module } of SERVER_SECRETS) {
    expect(use).not.toBe('');
    expect(module).toMatch(/^blind\/[a-z]+$/);
  }
});

test('[HS12, A1] sees a cipher library and a file of keyed/ when they are loaded', async () => {
  planted = plantTree(
    {
      'package.json': JSON.stringify({ type: 'module' }),
      'index.ts':
        "import '@noble/curves/ed25519.js';\nimport { createDecipheriv } from 'node:crypto';\ncreateDecipheriv;\n",
    },
    { node_modules: `${ROOT}node_modules` },
  );
  const names = await loadedModules([`${planted.folder}/index.ts`]);
  expect(names.filter((name) => CAN_CIPHER.test(name))).toEqual(
    expect.arrayContaining(['@noble/curves', 'node:crypto']),
  );
  expect(OPENS_CONTENT.test(readFileSync(`${planted.folder}/index.ts`, 'utf8'))).toBe(true);
});
