import type { Catalogue, Translated } from '../../structure.ts';

export const usage: Translated<Catalogue['cli']['usage']> = {
  about: 'Desenhe, treine e entenda redes convolucionais',
  headings: {
    usage: 'Uso:',
    arguments: 'Argumentos:',
    options: 'Opções:',
    commands: 'Comandos:',
  },
  placeholders: { options: '[opções]', command: '[comando]' },
  choices: ({ choices }) => `opções: ${choices}`,
  fallback: ({ value }) => `padrão: ${value}`,
  help: 'mostra a ajuda do comando',
  json: 'imprime exatamente um objeto JSON',
  engine: '<endereço> usa o motor de outra máquina, pelo endereço que `convas engine` mostra lá',
  language: ({ languages }) => `<idioma> idioma das mensagens: ${languages}`,
  values: {
    positiveInteger: 'Deve ser um número inteiro maior que 0.',
    wholeNumber: 'Deve ser um número inteiro a partir de 0.',
    positiveNumber: 'Deve ser um número maior que 0.',
    share: 'Deve ser uma parcela a partir de 0 e menor que 1.',
    forkPoint: 'Deve indicar uma execução: EXECUÇÃO ou EXECUÇÃO@ITERAÇÕES.',
    choice: ({ choices }) => `Deve ser um destes: ${choices}.`,
    language: ({ languages }) => `Deve ser um destes idiomas: ${languages}.`,
  },
  missingArgument: ({ name }) => `falta o argumento obrigatório '${name}'`,
  missingValue: ({ option }) => `a opção '${option}' precisa de um valor`,
  missingOption: ({ option }) => `falta a opção obrigatória '${option}'`,
  conflict: ({ option, other }) => `a opção '${option}' não pode ser usada com a opção '${other}'`,
  unknownOption: ({ option }) => `opção desconhecida '${option}'`,
  unknownCommand: ({ command }) => `comando desconhecido '${command}'`,
  tooMany: ({ expected, given }) =>
    `argumentos demais: ${expected === 1 ? 'era esperado' : 'eram esperados'} ${expected}, mas há ${given}`,
  invalid: ({ option, value }) => `a opção '${option}' não aceita '${value}'.`,
  suggestion: ({ names }) => `Você quis dizer ${names}?`,
};
