import { type Language, say, type Sentence } from './language.ts';
import { NO_PROGRESS, type Progress, progressBar } from './progress.ts';

/** Where a command speaks: the answer goes to the output stream, everything else to the error stream (CL2). */
export interface Console {
  readonly language: Language;
  readonly json: boolean;
  readonly quiet: boolean;
  /** True when remarks are read by a person at once, not kept in a file or a log. */
  readonly isTerminal: boolean;
  /** The sentence in the user's language. */
  text(sentence: Sentence, facts?: Readonly<Record<string, string | number>>): string;
  /** A remark beside the answer; silent with --quiet. */
  note(sentence: Sentence, facts?: Readonly<Record<string, string | number>>): void;
  /** A bar for a long job; none with --json and --quiet. */
  progress(title: Sentence): Progress;
  /** The answer as lines, or as one JSON object. */
  answer(json: object, lines: readonly string[]): void;
}

/** The console of this process. */
export function processConsole(wish: {
  readonly language: Language;
  readonly json: boolean;
  readonly quiet: boolean;
}): Console {
  const { language, json, quiet } = wish;
  return {
    ...wish,
    isTerminal: process.stderr.isTTY,
    text: (sentence, facts) => say(language, sentence, facts),
    note: (sentence, facts) => {
      if (!quiet) process.stderr.write(`${say(language, sentence, facts)}\n`);
    },
    progress: (title) => (json || quiet ? NO_PROGRESS : progressBar(title[language], process.stderr)),
    answer: (object, lines) => {
      if (json) process.stdout.write(`${JSON.stringify(object)}\n`);
      else if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`);
    },
  };
}
