import { readFile } from 'node:fs/promises';

const ENTER = /[\r\n]/;
const CTRL_C = '\u0003';
const BACKSPACE = /[\b\u007f]/;

/** Reads a secret: from a file (first line), else typed without echo. Secrets never come from arguments or the environment,
 *  where other programs can read them. Undefined when nothing can be typed here. */
export async function readSecret(prompt: string, file: string | undefined): Promise<string | undefined> {
  if (file !== undefined) return (await readFile(file, 'utf8')).split(/\r?\n/, 1)[0] ?? '';
  if (!process.stdin.isTTY) return undefined;
  process.stderr.write(prompt);
  process.stdin.setRawMode(true);
  try {
    return await typed(process.stdin);
  } finally {
    process.stdin.setRawMode(false);
    process.stdin.pause();
    process.stderr.write('\n');
  }
}

async function typed(input: NodeJS.ReadStream): Promise<string> {
  let secret = '';
  for await (const chunk of input) {
    for (const key of String(chunk)) {
      if (key === CTRL_C) throw new Error('cancelled');
      if (ENTER.test(key)) return secret;
      secret = BACKSPACE.test(key) ? secret.slice(0, -1) : secret + key;
    }
  }
  return secret;
}
