/** Help and wrong usage: Commander's own texts. */
export const usage = {
  about: 'Draw, train and understand convolutional networks',
  headings: {
    usage: 'Usage:',
    arguments: 'Arguments:',
    options: 'Options:',
    commands: 'Commands:',
  },
  placeholders: { options: '[options]', command: '[command]' },
  choices: ({ choices }: { choices: string }) => `choices: ${choices}`,
  fallback: ({ value }: { value: string }) => `default: ${value}`,
  help: 'display help for command',
  json: 'print exactly one JSON object',
  engine: '<address> use the engine on another machine, by the address that `convas engine` prints there',
  language: ({ languages }: { languages: string }) => `<language> language of messages: ${languages}`,
  values: {
    positiveInteger: 'It must be a whole number above 0.',
    wholeNumber: 'It must be a whole number from 0.',
    positiveNumber: 'It must be a number above 0.',
    share: 'It must be a share from 0 to below 1.',
    forkPoint: 'It must name a run: RUN or RUN@STEPS.',
    choice: ({ choices }: { choices: string }) => `It must be one of ${choices}.`,
    language: ({ languages }: { languages: string }) => `It must be one of the languages ${languages}.`,
  },
  missingArgument: ({ name }: { name: string }) => `missing required argument '${name}'`,
  missingValue: ({ option }: { option: string }) => `option '${option}' needs a value`,
  missingOption: ({ option }: { option: string }) => `required option '${option}' is missing`,
  conflict: ({ option, other }: { option: string; other: string }) =>
    `option '${option}' cannot be used with option '${other}'`,
  unknownOption: ({ option }: { option: string }) => `unknown option '${option}'`,
  unknownCommand: ({ command }: { command: string }) => `unknown command '${command}'`,
  tooMany: ({ expected, given }: { expected: number; given: number }) =>
    `too many arguments: expected ${expected}, got ${given}`,
  invalid: ({ option, value }: { option: string; value: string }) =>
    `option '${option}' does not accept '${value}'.`,
  suggestion: ({ names }: { names: string }) => `Did you mean ${names}?`,
};
