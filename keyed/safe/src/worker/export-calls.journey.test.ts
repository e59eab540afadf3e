import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EMPTY_BROWSER } from '../../test-support/empty-browser.ts';
import { must, PASSWORD, Practice } from '../../test-support/practice.ts';
import type { PersonView } from '../channel/akte-api.ts';
import type { SafeApi } from '../channel/safe-api.ts';
import { fileOfBlob } from '../import/import-file.ts';
import { readZip, wholeEntry } from '../import/zip-reader.ts';
import { createSafeService } from './safe-service.ts';

const SAMPLES = new URL('../../../../../shared/samples/', import.meta.url).pathname;
const XSS = new URL('../../../../../shared/vectors/dompurify-xss/', import.meta.url).pathname;

interface Office {
  readonly server: ServerProcess;
  readonly service: SafeApi;
  readonly siteId: string;
}

let folder: string;
let from: Office;
let to: Office;

async function openOffice(name: string): Promise<Office> {
  const server = await spawnServer();
  const place = { origin: server.url, foundingToken: await server.foundingToken(), folder: join(folder, name) };
  const practice = await Practice.found(place);
  const service = createSafeService({
    origin: server.url,
    fetch,
    ...EMPTY_BROWSER,
    pagesOf: (account) => practice.pagesIn(`worker-${account}`),
    now: Date.now,
    clientVersion: '0.1.0',
  });
  const wish = { account: 'lindner', password: PASSWORD };
  const { sites } = must(await service.signInWithSlot(wish, { recoveryCode: practice.founded.recoveryCode }));
  return { server, service, siteId: sites[0]?.siteId ?? '' };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'siegel-export-'));
  from = await openOffice('from');
  to = await openOffice('to');
}, 60_000);

afterAll(async () => {
  for (const { server, service } of [from, to]) {
    await service.signOut();
    await server.end('SIGKILL');
    await rm(server.directory, { recursive: true, force: true });
  }
  await rm(folder, { recursive: true, force: true });
});

async function importFiles({ service, siteId }: Office, files: { name: string; content: Blob }[]): Promise<string> {
  const look = must(await service.lookAtImport({ siteId, files }));
  expect(look.files.flatMap(({ findings }) => findings.filter(({ severity }) => severity === 'error'))).toEqual([]);
  const choices = look.files.map(() => ({ cases: {}, possible: 'new' as const }));
  return must(await service.commitImport({ lookId: look.lookId, files: choices })).runId;
}

async function archiveOf({ service }: Office, personId?: string): Promise<Blob> {
  const { archive } = must(await service.exportAkten(personId === undefined ? {} : { personId }));
  if (archive === undefined) throw new Error('no archive');
  return archive;
}

async function filesOf(archive: Blob): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for (const entry of await readZip(fileOfBlob('a.zip', archive))) files.set(entry.name, await wholeEntry(entry, 1e9));
  return files;
}

/** Person, Eintraege and files of every exported Akte, without what is chosen anew: ids, keys, and how many there are of each. */
async function contentOf(archive: Blob): Promise<readonly string[]> {
  const files = await filesOf(archive);
  const akten: string[] = [];
  for (const [name, bytes] of files) {
    if (!name.endsWith('akte.fhir.json')) continue;
    const text = new TextDecoder().decode(bytes);
    const { entry } = JSON.parse(text) as {
      entry: {
        resource: {
          extension: { extension?: { url: string; valueString?: string }[] }[];
          content?: { attachment: { url?: string } }[];
        };
      }[];
    };
    const records = entry.flatMap(({ resource }) => {
      const value = resource.extension[0]?.extension?.find(({ url }) => url === 'value')?.valueString;
      const url = resource.content?.[0]?.attachment.url;
      const file = url === undefined ? undefined : files.get(name.replace('akte.fhir.json', url));
      return value === undefined ? [] : [`${value} ${file === undefined ? '' : Buffer.from(file).toString('base64')}`];
    });
    akten.push(records.toSorted().join('\n'));
  }
  return akten.toSorted();
}

async function found({ service }: Office, query: string): Promise<string> {
  for (let tries = 0; tries < 300; tries++) {
    const [row] = (await service.search(query, 1)).exact;
    if (row !== undefined) return row.personId;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${query} is not found`);
}

const CSV = 'Nachname;Vorname;Geburtsdatum;Bemerkung\nAlbrecht;Jörg;02.05.1980;Ruft an\nAlbrecht;Anna;;\n';

test.skipIf(!existsSync(SAMPLES))(
  '[IE40, IE41] what is exported and imported into another organisation gives the same persons, Eintraege and files',
  async () => {
    const samples = ['bdt', 'gdt', 'ldt3', 'fhir'].flatMap((kind) =>
      readdirSync(join(SAMPLES, kind))
        .filter((name) => !name.endsWith('.md') && !name.startsWith('neg-'))
        .map((name) => ({ name, content: new Blob([readFileSync(join(SAMPLES, kind, name))]) })),
    );
    await importFiles(from, [...samples, { name: 'liste.csv', content: new Blob([CSV]) }]);
    await found(from, 'albrecht');
    const archive = await archiveOf(from);
    const before = await contentOf(archive);
    expect(before.length).toBeGreaterThan(4);
    // The other organisation has Ilse Brandt already: left out, she stays alone there.
    await importFiles(to, [{ name: 'siegel.zip', content: archive }]);
    await found(to, 'albrecht');
    const after = await contentOf(await archiveOf(to));
    const ilse = (akten: readonly string[]) => akten.filter((akte) => !akte.includes('"vorname":"Ilse"'));
    expect(ilse(after)).toEqual(ilse(before));
  },
  180_000,
);

test('[IE40] one Akte comes out as FHIR, as a page, and with its files; a missing person is told', async () => {
  const personId = await found(from, 'brandt');
  const files = await filesOf(await archiveOf(from, personId));
  const names = [...files.keys()].map((name) => name.replace(/_[0-9a-f]{8}\//, '_x/'));
  expect(names).toEqual([
    'akten/Brandt_Ilse_1951-03-14_x/akte.html',
    'akten/Brandt_Ilse_1951-03-14_x/akte.fhir.json',
    'siegel-export.json',
  ]);
  const [page = new Uint8Array(0)] = files.values();
  const html = new TextDecoder().decode(page);
  for (const text of ['Ilse Brandt', 'RR 150/90', 'Penicillin', '14.03.1951', 'Praxis am Lindenhof'])
    expect(html).toContain(text);
  expect(await from.service.exportAkten({ personId: '00'.repeat(16) })).toMatchObject({
    error: { code: 'AKTE_UNKNOWN' },
  });
});

test.skipIf(!existsSync(XSS))(
  '[IE30, IE44] hostile texts stay text in the exported page',
  async () => {
    const vectors = readdirSync(XSS).filter(
      (name) => name.endsWith('.json') || name.endsWith('.mjs') || name.endsWith('.js'),
    );
    const text = vectors
      .map((name) => readFileSync(join(XSS, name), 'utf8'))
      .join('\n')
      .slice(0, 150_000);
    const personId = await found(from, 'brandt');
    must(
      await from.service.writeEintrag({
        personId,
        kind: 'note',
        value: { behandlungstag: '2026-11-22', titel: '"><script>alert(1)</script>', text },
      }),
    );
    const view: PersonView = must(await from.service.openPerson(personId));
    expect(view.eintraege.some(({ value }) => 'text' in value && value['text'] === text)).toBe(true);
    const files = await filesOf(await archiveOf(from, personId));
    const html = new TextDecoder().decode([...files].find(([name]) => name.endsWith('.html'))?.[1]);
    const tags = new Set([...html.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, tag]) => tag?.toLowerCase()));
    expect([...tags].toSorted()).toEqual([
      'b',
      'body',
      'div',
      'h1',
      'h2',
      'head',
      'header',
      'html',
      'meta',
      'p',
      'section',
      'span',
      'style',
      'table',
      'td',
      'th',
      'title',
      'tr',
    ]);
    expect(html).toContain("default-src 'none'");
  },
  60_000,
);

test('[IE45] an export can be stopped, and only who may export gets one', async () => {
  const end = from.service.watchExport((progress) => {
    if (progress.state === 'writing' && progress.done > 0) void from.service.stopExport();
  });
  expect(await from.service.exportAkten({})).toMatchObject({ ok: false, error: { code: 'EXPORT_CANCELLED' } });
  end();
  expect(await from.service.mayExport()).toBe(true);
});

test('[IE46] an Eintrag that was moved to somebody else is given out with that Akte only', async () => {
  const csv = 'Nachname;Vorname;Geburtsdatum\nFalsch;Fritz;01.01.1950\nRichtig;Rita;01.01.1951\n';
  await importFiles(from, [{ name: 'zwei.csv', content: new Blob([csv]) }]);
  const [wrong, right] = [await found(from, 'falsch'), await found(from, 'richtig')];
  must(await from.service.openPerson(wrong));
  must(
    await from.service.writeEintrag({
      personId: wrong,
      kind: 'note',
      value: { behandlungstag: '2026-11-22', text: 'gehört Rita' },
    }),
  );
  const [eintrag] = must(await from.service.openPerson(wrong)).eintraege;
  must(await from.service.openPerson(right));
  must(
    await from.service.moveEintrag({ recordId: eintrag?.recordId ?? '', base: eintrag?.head ?? '', toPersonId: right }),
  );
  const textOf = async (personId: string) =>
    [...(await filesOf(await archiveOf(from, personId))).values()]
      .map((bytes) => new TextDecoder().decode(bytes))
      .join();
  expect(await textOf(wrong)).not.toContain('gehört Rita');
  expect(await textOf(right)).toContain('gehört Rita');
}, 60_000);
