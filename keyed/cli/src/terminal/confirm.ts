import { createInterface } from 'node:readline/promises';

const YES = /^(j|ja|y|yes)$/i;

/** Asks until the answer is yes. Only on a terminal. */
export async function confirm(question: string): Promise<void> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    while (!YES.test((await terminal.question(question)).trim()));
  } finally {
    terminal.close();
  }
}
