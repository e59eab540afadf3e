export { EXIT, type ExitCode } from './terminal/exit-code.ts';
