export * from './deterministic.ts';
export * from './journal-builder.ts';
export * from './memory-journal.ts';
export * from './store-conformance.ts';
export * from './server-client.ts';
export * from './server-process.ts';
export * from './lying-server.ts';
