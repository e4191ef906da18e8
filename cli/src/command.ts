import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Api } from '@tocsin/client';
import { UsageError } from './errors.ts';
import type { Output } from './output.ts';

type Options = NonNullable<ParseArgsConfig['options']>;
type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

export interface Invocation {
  readonly api: Api;
  readonly out: Output;
  /** The words after the command's name. */
  readonly words: readonly string[];
  /** `--name value`, or undefined. */
  text(name: string): string | undefined;
  /** `--name value` given any number of times. */
  list(name: string): readonly string[];
  flag(name: string): boolean;
  /** The word at `index`. @throws UsageError naming what is missing */
  word(index: number, what: string): string;
}

/** One thing the tool can do. `run` gives the exit code (errors.ts lists them). */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** What follows the name, such as `<incident> <text>`. */
  readonly usage: string;
  readonly options: Options;
  /** What each option is for, in the order of the help. */
  readonly help: readonly (readonly [option: string, meaning: string])[];
  run(invocation: Invocation): Promise<number>;
}

const everywhere: Options = {
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
};

/** The number an option was given; undefined without it. @throws UsageError */
export function wholeNumber(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,6}$/.test(text)) throw new UsageError(`--${option} must be a whole number.`);
  return Number(text);
}

/** Reads the command's own words and options. @throws UsageError for an option it does not have */
function readArguments(command: Command, argv: readonly string[]): { values: Values; words: string[] } {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { ...command.options, ...everywhere },
      allowPositionals: true,
    });
    return { values: values as Values, words: positionals };
  } catch (error) {
    // Node goes on to explain its own syntax for words that begin with a dash.
    const [fault] = (error as Error).message.split(/ To specify a/);
    throw new UsageError(`${fault}\n\n${usageOf(command)}`);
  }
}

export function invocation(command: Command, api: Api, out: Output, argv: readonly string[]): Invocation {
  const { values, words } = readArguments(command, argv);
  return {
    api,
    out,
    words,
    text: (name) => (typeof values[name] === 'string' ? values[name] : undefined),
    list: (name) => {
      const value = values[name];
      return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
    },
    flag: (name) => values[name] === true,
    word: (index, what) => {
      const found = words[index];
      if (found === undefined) throw new UsageError(`Which ${what}?\n\n${usageOf(command)}`);
      return found;
    },
  };
}

/** The help of one command. */
export function usageOf({ name, usage, summary, help }: Command): string {
  const width = Math.max(0, ...help.map(([option]) => option.length));
  const rows = help.map(([option, meaning]) => `  ${option.padEnd(width)}  ${meaning}`);
  return [`tocsin ${name} ${usage}`.trim(), `  ${summary}`, ...(rows.length > 0 ? ['', ...rows] : [])].join(
    '\n',
  );
}
