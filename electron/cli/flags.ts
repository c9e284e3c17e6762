/** A flag of a command. */
export interface Flag {
  /** What its value is called in help, as `F`; absent where it takes none. */
  readonly value?: string;
  /** The one word that may stand behind it, as in `--fix=review`. */
  readonly word?: string;
  /** One sentence for help. */
  readonly help: string;
}

/** The flags of a command by their names, in the order in which help lists them. */
export type Flags = { readonly [name: string]: Flag };

/** The flag of commands that print in several forms. */
export function formatFlag<const W extends string>(...words: readonly W[]): { value: string; help: string } {
  return { value: words.join('|'), help: 'How the answer is printed; text unless said.' };
}

/** The flag of commands that go by a policy. */
export const policyFlag = {
  value: 'F',
  help: 'Policy to go by; the policy.yaml beside the file unless said, else the default.',
} as const;

/** The flag of commands that check for a runtime. */
export const profileFlag = { value: 'synapse', help: 'Finds also what differs on this runtime.' } as const;

/** The flag of commands whose exit status goes by findings. */
export const failOnFlag = {
  value: 'error|warning|note',
  help: 'From which severity on a new finding makes the exit status 1.',
} as const;

/** The flag of commands that trust keys. */
export const rootFlag = { value: 'KEYS', help: 'File of the public keys in PEM that are trusted.' } as const;

/** The flag of commands that open a store. */
export const passphraseFlag = {
  value: 'F|-',
  help: 'File with the passphrase of the workspace; - for standard input.',
} as const;
