import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const OWNER_FOLDER = 0o700;
const BEGUN = 'begonnen';

/** What lies in a data folder.
 *  - `empty`: no organisation yet, a demo may be seeded
 *  - `complete`: the seeded practice
 *  - `cut`: a seeding that never ended
 *  - `foreign`: an organisation that is no demo */
export type DemoState = 'empty' | 'complete' | 'cut' | 'foreign';

/** The folders of one data directory: what the server gets, and what only the demo's programs get. */
export class DataFolder {
  readonly server: string;
  readonly demo: string;
  readonly boxKeyFile: string;
  readonly logFile: string;

  constructor(directory: string) {
    this.server = join(directory, 'server');
    this.demo = join(directory, 'demo');
    this.boxKeyFile = join(directory, 'box.key');
    this.logFile = join(directory, 'server.log');
    for (const folder of [directory, this.server, this.demo])
      mkdirSync(folder, { recursive: true, mode: OWNER_FOLDER });
  }

  /** Whether the demo is there. Reads no code: those stand in a file of their own. */
  state(): DemoState {
    const tenants = this.#tenants();
    const tenant = this.#seededTenant();
    if (tenants.length === 0) return existsSync(join(this.demo, BEGUN)) ? 'cut' : 'empty';
    if (tenant !== undefined) return tenants.includes(tenant) ? 'complete' : 'foreign';
    return existsSync(join(this.demo, BEGUN)) && tenants.length === 1 ? 'cut' : 'foreign';
  }

  /** Whether the server's key at rest has been made. */
  get hasBoxKey(): boolean {
    return existsSync(this.boxKeyFile);
  }

  /** Marks the beginning of a seeding. From here on the one organisation in this folder is the demo's. */
  beginSeeding(): void {
    rmSync(this.demo, { recursive: true, force: true });
    mkdirSync(this.demo, { mode: OWNER_FOLDER });
    writeFileSync(join(this.demo, BEGUN), '');
  }

  /** Marks its end; the seeding itself has said before that it is complete. */
  endSeeding(): void {
    rmSync(join(this.demo, BEGUN), { force: true });
  }

  /** Removes what a cut seeding left. Nobody ever saw any of it. */
  dropCutSeeding(): void {
    if (this.state() !== 'cut') throw new Error('DM3: only what was never complete is dropped');
    for (const folder of [this.server, this.demo]) {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { mode: OWNER_FOLDER });
    }
  }

  #tenants(): readonly string[] {
    const folder = join(this.server, 'tenants');
    return existsSync(folder) ? readdirSync(folder) : [];
  }

  #seededTenant(): string | undefined {
    const path = join(this.demo, 'seeded.json');
    return existsSync(path)
      ? (JSON.parse(readFileSync(path, 'utf8')) as { readonly tenant: string }).tenant
      : undefined;
  }
}
