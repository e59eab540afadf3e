import { openSync } from 'node:fs';
import { join } from 'node:path';
import { buildPrograms, VITE, WEB } from './build-programs.ts';
import { ChildProgram } from './child-program.ts';
import { DataFolder } from './data-folder.ts';
import { findPort } from './find-port.ts';
import { isOnlyStart } from './one-start.ts';
import { ROOT, type Settings } from './settings.ts';
import { onSourceChange } from './source-changes.ts';

const DEMO = join(ROOT, 'tools/demo/src/main.ts');
const BUILT_SERVER = ['-C', 'siegel-built', 'blind/server/dist/main.js'];
const SERVER_SOURCE = ['blind/server/src/main.ts'];

/** A start that cannot go on, with the German sentence that says why. */
export class StartFailed extends Error {}

/** One start: everything that is running, from the first build to the last signal. */
export class Start {
  readonly #settings: Settings;
  readonly #watches: boolean;
  readonly #say: (line: string) => void;
  readonly #programs = new Set<ChildProgram>();
  #isEnding = false;
  #onBroken: (error: StartFailed) => void = () => {};

  constructor(settings: Settings, watches: boolean, say: (line: string) => void) {
    this.#settings = settings;
    this.#watches = watches;
    this.#say = say;
  }

  /** Brings everything up and says where it is. Rejects with StartFailed when something does not come up, or ends later. */
  async run(): Promise<never> {
    const { dataDirectory, persons } = this.#settings;
    const broken = new Promise<never>((_, reject) => (this.#onBroken = reject));
    // Whoever waits for the first steps must not miss a program that ends meanwhile.
    broken.catch(() => {});
    if (!(await isOnlyStart(dataDirectory)))
      throw new StartFailed(`In ${dataDirectory} läuft Siegel schon. Already running.`);
    const failed = await buildPrograms(this.#say, (program) => this.#track(program));
    if (failed !== undefined) throw new StartFailed(`${failed} ließ sich nicht bauen; siehe oben.`);
    const data = await this.#prepareData();
    const withDemo = persons > 0 && data.state() !== 'foreign';
    const ports = await this.#choosePorts(withDemo);
    await this.#startServer(data, ports);
    if (withDemo) await this.#bringDemo(data, ports);
    else await this.#sayWithoutDemo(data);
    this.#sayWhereItIs(ports);
    return broken;
  }

  /** Ends every program that was started and waits until they are gone. */
  async end(): Promise<void> {
    this.#isEnding = true;
    await Promise.all([...this.#programs].map((program) => program.end()));
  }

  async #prepareData(): Promise<DataFolder> {
    const data = new DataFolder(this.#settings.dataDirectory);
    if (data.state() === 'cut') {
      this.#say('Die Demo-Praxis wurde beim letzten Mal nicht fertig; ihre Reste werden entfernt.');
      data.dropCutSeeding();
    }
    if (!data.hasBoxKey) {
      const made = this.#track(
        ChildProgram.start('box-key', ['tools/dev/src/make-box-key.ts', data.boxKeyFile], ['ignore', 2, 2]),
      );
      if ((await made.ended) !== 0) throw new StartFailed('Die Schlüsseldatei des Servers ließ sich nicht anlegen.');
    }
    return data;
  }

  async #choosePorts(withDemo: boolean): Promise<Ports> {
    const siegel = await findPort(this.#settings.port);
    const demo = withDemo && siegel !== undefined ? await findPort(siegel + 1) : undefined;
    if (siegel === undefined || (withDemo && demo === undefined))
      throw new StartFailed(`Ab Port ${this.#settings.port} ist keiner frei.`);
    if (siegel !== this.#settings.port) this.#say(`Port ${this.#settings.port} ist belegt; genommen wird ${siegel}.`);
    return { siegel, demo };
  }

  async #startServer(data: DataFolder, { siegel, demo }: Ports): Promise<void> {
    const program = this.#watches ? SERVER_SOURCE : BUILT_SERVER;
    const args = ['--data', data.server, '--box-key', data.boxKeyFile, '--port', String(siegel)];
    const web = ['--web', join(WEB, 'dist'), ...(demo === undefined ? [] : ['--demo-page', `${originOf(demo)}/`])];
    const log = this.#watches ? 2 : openSync(data.logFile, 'a', 0o600);
    const start = () => ChildProgram.start('server', [...program, ...args, ...web], ['ignore', 'pipe', log]);
    let server = this.#track(start());
    this.#watchEnd(server, data);
    if ((await server.listening()) === undefined) throw new StartFailed(endedText('server', data));
    const health = (await (await fetch(`${originOf(siegel)}/health`)).json()) as { readonly status?: string };
    if (health.status !== 'ok') throw new StartFailed(`Die Daten ließen sich nicht öffnen; siehe ${data.logFile}.`);
    if (!this.#watches) return;
    this.#keepBuildingWeb();
    onSourceChange(async () => {
      this.#programs.delete(server);
      await server.end();
      server = this.#track(start());
      if ((await server.listening()) === undefined) this.#say('Der Server startet nach der nächsten Änderung neu.');
    });
  }

  #keepBuildingWeb(): void {
    const args = [VITE, 'build', '--watch', '--logLevel', 'error'];
    this.#track(ChildProgram.start('web', args, ['ignore', 2, 2], WEB));
  }

  async #bringDemo(data: DataFolder, { siegel, demo }: Ports): Promise<void> {
    if (data.state() === 'empty') await this.#seed(data, siegel);
    const args = ['--roles', join(data.demo, 'roles.json'), '--siegel', originOf(siegel), '--port', String(demo)];
    const page = this.#track(ChildProgram.start('page', [DEMO, 'page', ...args], ['ignore', 'pipe', 2]));
    this.#watchEnd(page, data);
    if ((await page.listening()) === undefined) throw new StartFailed('Die Demo-Seite ließ sich nicht starten.');
  }

  async #seed(data: DataFolder, siegel: number): Promise<void> {
    const { persons, eintraegePerPerson } = this.#settings;
    this.#say(`Die Demo-Praxis wird einmal angelegt: ${persons} erfundene Personen.`);
    data.beginSeeding();
    const token = join(data.server, 'founding-token');
    const size = ['--persons', String(persons), '--eintraege-per-person', String(eintraegePerPerson)];
    const order = ['--origin', originOf(siegel), '--token', token, '--out', data.demo, ...size];
    const seeding = this.#track(ChildProgram.start('seed', [DEMO, 'seed', ...order], ['ignore', 2, 2]));
    const code = await seeding.ended;
    if (code !== 0) throw new StartFailed('Die Demo-Praxis wurde nicht fertig; der nächste Start beginnt sie neu.');
    data.endSeeding();
  }

  async #sayWithoutDemo(data: DataFolder): Promise<void> {
    const { persons } = this.#settings;
    if (persons > 0) this.#say('In diesem Ordner liegen Daten, die nicht von der Demo sind: Siegel läuft ohne Demo.');
    else if (data.state() === 'empty') this.#say(`Der Einrichtungscode steht in ${data.server}/founding-token.`);
  }

  #sayWhereItIs({ siegel, demo }: Ports): void {
    const page =
      demo === undefined ? [] : [`  Demo     ${originOf(demo)}  (Rollen zum Anmelden; roles to sign in with)`];
    const lines = [
      '',
      'Siegel läuft. Siegel is running.',
      `  Siegel   ${originOf(siegel)}`,
      ...page,
      `  Daten    ${this.#settings.dataDirectory}`,
      '  Beenden  Strg C  (stop: Ctrl C)',
      '',
    ];
    process.stdout.write(lines.join('\n'));
  }

  #track(program: ChildProgram): ChildProgram {
    this.#programs.add(program);
    void program.ended.then(() => this.#programs.delete(program));
    // A signal can come between two steps; what starts after it ends at once.
    if (this.#isEnding) void program.end();
    return program;
  }

  #watchEnd(program: ChildProgram, data: DataFolder): void {
    void program.ended.then(() => {
      if (!this.#isEnding && !this.#watches) this.#onBroken(new StartFailed(endedText(program.name, data)));
    });
  }
}

interface Ports {
  readonly siegel: number;
  readonly demo: number | undefined;
}

function originOf(port: number | undefined): string {
  return `http://localhost:${port}`;
}

function endedText(name: string, data: DataFolder): string {
  return `${name} hat sich beendet; siehe ${data.logFile}.`;
}
