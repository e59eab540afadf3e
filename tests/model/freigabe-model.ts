import { APPEND_POLICY } from '@siegel/akten';
import { strictVerify } from '@siegel/journal';
import { JournalFollower } from '@siegel/safe';
import { LyingServer, MemoryJournal, nodeVerify, pageStream, testHasher } from '@siegel/testing';
import { hexOf } from '@siegel/wire';
import { FreigabeWorld } from './freigabe-world.ts';

const STEPS_PER_WORLD = 200;

/** What a run has seen: how many batches the rules took and refused, and where somebody decided otherwise than the oracle. */
export interface ModelRun {
  readonly taken: number;
  readonly refused: number;
  readonly released: number;
  readonly differences: readonly string[];
}

/** Random batches against the rules of core with real signatures, each judged by the oracle beforehand; then the same batches, refused
 *  ones included, as a server that takes everything would show them, to a client that follows: it must hold back exactly what the
 *  rules refused. Worlds of 200 steps, each with rules, rights and clocks of its own. */
export async function runFreigabeModel(seed: string, steps: number): Promise<ModelRun> {
  const run = { taken: 0, refused: 0, released: 0, differences: [] as string[] };
  for (let done = 0, n = 0; done < steps; n++) {
    const count = Math.min(STEPS_PER_WORLD, steps - done);
    await runWorld(`${seed}/${n}`, count, run);
    done += count;
  }
  return run;
}

type Tally = { -readonly [K in keyof ModelRun]: K extends 'differences' ? string[] : ModelRun[K] };

async function runWorld(seed: string, steps: number, run: Tally): Promise<void> {
  const world = new FreigabeWorld(seed);
  const { tenant, oracle } = world;
  const journal = new MemoryJournal(tenant.tenant, tenant.instance, tenant.log.publicKey);
  const liar = new LyingServer(tenant);
  const genesis = tenant.genesis();
  await journal.append(genesis);
  liar.take(genesis);
  // Every batch names the head after the genesis: it lies on both trees.
  const { head: seen } = journal;
  const beginning = tenant.batch(world.beginning(), seen);
  const begun = await journal.append(beginning);
  if (!begun.ok) throw new Error(`the world does not begin: ${begun.error.code}`);
  liar.take(beginning);
  const verdicts: { readonly isTaken: boolean; readonly count: number; readonly what: string }[] = [];
  for (let step = 0; step < steps; step++) {
    const { by, acts } = world.draw();
    const what = `${seed} step ${step}: ${JSON.stringify(acts.map(({ act }) => act))}`;
    const before = new Set([...releasedOf(world)]);
    const expected = oracle.take(acts.map(({ act }) => act));
    const request = tenant.batch(
      acts.map(({ packet }) => packet),
      seen,
      world.members[by],
    );
    // The server's clock goes on; those of the devices go as they like.
    journal.receivedAt = Math.max(journal.receivedAt, tenant.now);
    const answer = await journal.append(request);
    if (answer.ok !== expected)
      run.differences.push(`${what} -> ${answer.ok ? 'taken' : answer.error.code}, oracle: ${String(expected)}`);
    if (answer.ok) world.took(acts);
    for (const record of before)
      if (!journal.isReleased(world.idOf(record))) run.differences.push(`${what} -> released record came loose`);
    run[answer.ok ? 'taken' : 'refused']++;
    const isShown = acts.every(({ act }) => act.is !== 'foreign');
    if (isShown && (answer.ok || acts.length === 1)) {
      liar.batches.push({ request, receivedAt: journal.receivedAt, hidden: false });
      verdicts.push({ isTaken: answer.ok, count: acts.length, what });
    }
  }
  run.released += [...releasedOf(world)].length;
  run.differences.push(...(await clientDifferences(world, liar, verdicts)));
}

function* releasedOf({ oracle }: FreigabeWorld): Generator<number> {
  for (let record = 1; record < STEPS_PER_WORLD * 3; record++) if (oracle.isReleased(record)) yield record;
}

/** Where a client that was shown everything holds back something else than the rules refused. */
async function clientDifferences(
  world: FreigabeWorld,
  liar: LyingServer,
  verdicts: readonly { readonly isTaken: boolean; readonly what: string }[],
): Promise<readonly string[]> {
  const { tenant } = world;
  const follower = new JournalFollower({
    tenant: tenant.tenant,
    hasher: testHasher,
    verify: strictVerify(nodeVerify),
    policy: APPEND_POLICY,
    orgPublic: tenant.kit.publicKey,
  });
  const taken = await follower.takePage(pageStream(await liar.items(0), 64));
  if (!taken.ok) return [`the client takes nothing: ${taken.error.code}`];
  const found: string[] = [];
  for (const [n, batch] of [...follower.columns.batches.from(0)].entries()) {
    const verdict = verdicts[n - 2];
    if (verdict === undefined) continue;
    const heldBack = await follower.attributor.check(batch);
    if ((heldBack.length === 0) === verdict.isTaken) continue;
    const codes = heldBack.map(({ code }) => code).join();
    found.push(`client, ${verdict.what} -> ${codes === '' ? 'counts' : codes}; ${hexOf(tenant.tenant).slice(0, 4)}`);
  }
  return found;
}
