import type { ExportApi, ImportApi } from '@siegel/safe';
import { fail, ok } from '@siegel/wire';

/** Import and export of the fake safe: nothing was imported and nothing can be. The screens of it are tested with the real one. */
export function fakeImport(): ImportApi & ExportApi {
  return {
    lookAtImport: async () => fail('FILE_NOT_READ'),
    commitImport: async () => fail('IMPORT_NOT_LOOKED_AT'),
    resumeImport: async () => fail('RUN_UNKNOWN'),
    stopImport: async () => undefined,
    watchImport(listener) {
      listener({ state: 'idle' });
      return () => undefined;
    },
    importRuns: async () => ok({ mayImport: true, runs: [] }),
    lookAtRun: async () => fail('RUN_UNKNOWN'),
    withdrawRun: async () => fail('RUN_UNKNOWN'),
    dropRun: async () => fail('RUN_UNKNOWN'),
    exportAkten: async () => fail('RIGHT_MISSING'),
    stopExport: async () => undefined,
    watchExport(listener) {
      listener({ state: 'idle' });
      return () => undefined;
    },
    mayExport: async () => true,
  };
}
