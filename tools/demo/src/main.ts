// The two programs of the demo, each in a process of its own: `seed` writes the practice once, `page` serves the role cards.
const [command, ...args] = process.argv.slice(2);

if (command === 'seed') {
  const { runSeed } = await import('./seed/run-seed.ts');
  await runSeed(args);
} else if (command === 'page') {
  const { runPage } = await import('./page/run-page.ts');
  await runPage(args);
} else {
  process.stderr.write('siegel demo: seed or page\n');
  process.exitCode = 2;
}
