export { type BlobBytes } from './blob-file.ts';
export { type BodyPeek, peekBody } from './body-peek.ts';
export { type BoxKey, createBoxKeyFile, readBoxKeyFile } from './box-key.ts';
export * from './contract.ts';
export * from './contract-rows.ts';
export { createSqliteEngine, type SqliteEngineOptions } from './sqlite/engine.ts';
export { type StoreCode, StoreError } from './store-error.ts';
export { readSubtrees } from './tree-source.ts';
