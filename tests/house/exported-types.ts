import { globSync } from 'node:fs';
import ts from 'typescript';
import { ROOT } from './planted-tree.ts';

/** Names of the types and interfaces that a package's front door exports, sorted. Follows `export *` and re-exports. */
export function exportedTypes(frontDoor: string): string[] {
  const platform = globSync('core/*.d.ts', { cwd: ROOT }).map((path) => ROOT + path);
  const program = ts.createProgram([ROOT + frontDoor, ...platform], {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2024,
    allowImportingTsExtensions: true,
    noEmit: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(ROOT + frontDoor);
  const module = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  if (module === undefined) return [];
  return checker
    .getExportsOfModule(module)
    .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol))
    .filter((symbol) => (symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias)) !== 0)
    .map((symbol) => symbol.name)
    .sort();
}
