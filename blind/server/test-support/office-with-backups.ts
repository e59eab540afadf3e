import { createHash, createPublicKey, verify } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { type Manifest } from '@siegel/keep';
import { openBackup } from '@siegel/keep/restore';
import { type Answer, type OfficeMember, type TestOffice } from '@siegel/testing';
import { type ControlMessage, decodeBody, type Id, unpackOpenFields, WIRE_KINDS } from '@siegel/wire';
import type { ServerForTest } from '../src/life/start-for-test.ts';

const SEALED_KEY_BYTES = 1201;
const ED25519_SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** An organisation on a server, with keys of backups whose identities are known here. */
export class OfficeWithBackups {
  readonly server: ServerForTest;
  readonly office: TestOffice;

  constructor(server: ServerForTest, office: TestOffice) {
    this.server = server;
    this.office = office;
  }

  get tenant() {
    const found = this.server.context.tenants.find(this.office.client.tenant);
    if (!found.ok) throw new Error(found.error.code);
    return found.value;
  }

  get set(): string {
    return join(this.server.directory, 'backups', this.office.client.tenant);
  }

  /** The entry of a key of backups; what its part holds is random. */
  async keyEntry(holders: readonly Id[], over: { readonly recipient?: string; readonly record?: Id } = {}) {
    const { built } = this.office;
    const identity = await generateX25519Identity();
    const recipient = over.recipient ?? (await identityToRecipient(identity));
    const record = over.record ?? built.random(16);
    const envelope = built.envelope();
    const packet = built.entry({
      kind: WIRE_KINDS.backupKey,
      record,
      fields: { recipient, holders: holders.map((user) => ({ user, key: built.random(SEALED_KEY_BYTES) })) },
      parts: [built.part(2, envelope)],
      envelopes: [envelope],
    });
    return { packet, identity, record, envelope };
  }

  /** Enters a key of backups for these people. */
  async setUpKey(holders: readonly OfficeMember[] = [this.office]) {
    const made = await this.keyEntry(holders.map(({ member }) => member.user));
    await this.office.append([made.packet]);
    return made;
  }

  async list(): Promise<ControlMessage<'backupList'>> {
    const answer = await this.office.client.call('GET', 'backups');
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.json));
    return answer.json as ControlMessage<'backupList'>;
  }

  /** Waits until nothing is under way. */
  async quiet(): Promise<ControlMessage<'backupList'>> {
    for (;;) {
      const list = await this.list();
      if (list.running === null) return list;
      await new Promise((done) => setTimeout(done, 10));
    }
  }

  post(path = 'backups'): Promise<Answer> {
    return this.office.client.call('POST', path);
  }

  /** Makes one to its end. @returns its id. */
  async make(): Promise<string> {
    const begun = await this.post();
    if (begun.status !== 202) throw new Error(JSON.stringify(begun.json));
    const { failed } = await this.quiet();
    if (failed !== null) throw new Error(failed.code);
    return String(begun.json?.['id']);
  }

  /** An attachment of random bytes, so that a backup takes a while. */
  async attach(bytes: Uint8Array): Promise<void> {
    const { store } = this.tenant.core;
    const hash = new Uint8Array(createHash('sha256').update(bytes).digest());
    await store.blobs.append(hash, 0, bytes);
    await store.blobs.complete(hash);
    const sizes = { sizeBytes: bytes.length, receivedBytes: bytes.length };
    await store.write((tx) => tx.putBlob({ hash, akte: this.office.built.random(16), ...sizes, complete: true }));
  }

  /** The manifest of a backup, opened with the identity and checked with the log key of the tenant. */
  manifest(id: string, identity: string, set = this.set): Promise<Manifest> {
    const spki = Buffer.concat([ED25519_SPKI, this.tenant.core.logKey.publicKey]);
    const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
    return openBackup(set, id, { identity, verify: (text, signature) => verify(null, text, key, signature) });
  }

  /** A downloaded file, unpacked into a folder. */
  async unpacked(bytes: Uint8Array): Promise<string> {
    const folder = await mkdtemp(join(this.server.directory, 'unpacked-'));
    await writeFile(join(folder, 'file.tar'), bytes);
    execFileSync('tar', ['-xf', 'file.tar'], { cwd: folder });
    return folder;
  }

  /** Open fields of every entry of a kind, oldest first. */
  async said(kind: number): Promise<readonly { readonly [name: string]: unknown }[]> {
    const { store } = this.tenant.core;
    const found: { readonly [name: string]: unknown }[] = [];
    for await (const rows of store.entriesFrom(0, await store.size()))
      for (const { body, open } of rows)
        if (open !== null && decodeBody(body).kind === kind) found.push(unpackOpenFields(open));
    return found;
  }
}
