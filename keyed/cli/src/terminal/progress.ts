/** Shows how far a long job is, on the error stream, so that the answer stream stays clean for pipes. */
export interface Progress {
  /** `done` of `total`; total 0 when unknown. */
  at(done: number, total: number): void;
  end(): void;
}

const WIDTH = 30;
const REFRESH_MS = 80;

/** A bar on a terminal; on anything else a line at every tenth. */
export function progressBar(title: string, stream: NodeJS.WriteStream): Progress {
  return stream.isTTY ? terminalBar(title, stream) : plainBar(title, stream);
}

function terminalBar(title: string, stream: NodeJS.WriteStream): Progress {
  let shownAt = 0;
  return {
    at(done, total) {
      const now = performance.now();
      if (now - shownAt < REFRESH_MS && done < total) return;
      shownAt = now;
      const part = total === 0 ? 0 : done / total;
      const bar = '━'.repeat(Math.round(part * WIDTH)).padEnd(WIDTH, '─');
      stream.write(`\r${title} ${bar} ${total === 0 ? done : `${Math.round(part * 100)} %`} `);
    },
    end: () => void stream.write('\n'),
  };
}

function plainBar(title: string, stream: NodeJS.WriteStream): Progress {
  let tenth = -1;
  return {
    at(done, total) {
      const now = total === 0 ? -1 : Math.floor((10 * done) / total);
      if (now <= tenth) return;
      tenth = now;
      stream.write(`${title} ${now * 10} %\n`);
    },
    end: () => undefined,
  };
}

/** Shows nothing: `--json` and `--quiet`. */
export const NO_PROGRESS: Progress = { at: () => undefined, end: () => undefined };
