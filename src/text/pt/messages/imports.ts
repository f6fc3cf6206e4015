import type { Catalogue, Translated } from '../../structure.ts';
import { counted, groupDigits, list } from '../words.ts';

export const imports: Translated<Catalogue['messages']['imports']> = {
  published: 'um conjunto de dados como foi publicado',

  'no-validation': ({ dataset }) => `${dataset} não tem conjunto de validação.`,

  'all-alike': ({ value }) =>
    `Todos os valores de todos os exemplos são ${value}: não há como distinguir os exemplos. Verifique como os dados foram salvos.`,
  'below-one':
    'Todos os valores são 0 ou 1 de 255: as imagens são quase pretas. Multiplique os valores por 255 antes de salvar ou adicione uma etapa de reescala.',
  'one-class': 'Há apenas uma classe: não há o que distinguir. Adicione exemplos de outra classe.',
  'class-per-example': ({ classes, examples }) =>
    `Há ${counted(classes, 'classe')} para ${counted(examples, 'exemplo')}: os rótulos parecem nomes de exemplos, não de classes.`,
  'left-out': ({ count, file, reason }) =>
    count === 1
      ? `${file} ficou de fora: ${reason}.`
      : `${groupDigits(count)} arquivos ficaram de fora, o primeiro deles ${file}: ${reason}.`,
  'unknown-option': ({ path, option, format, known }) =>
    `${path} é ${format}, que não tem a opção “${option}”. ${known.length === 0 ? 'Não há opções.' : `Opções: ${list(known)}.`}`,
};
