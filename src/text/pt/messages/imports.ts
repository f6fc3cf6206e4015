import type { Catalogue, Translated } from '../../structure.ts';
import { counted, decimal, groupDigits, list, plural, quoted } from '../words.ts';

const partNames = { train: 'treino', validation: 'validação', test: 'teste' } as const;

const optionValues = {
  size: 'altura e largura, como 32x32, cada uma até 1.024',
  background: 'white, black ou uma cor como ff8800',
  bits: 'um número inteiro de 9 a 16',
  separator: 'um caractere, ou tab',
  header: 'yes ou no',
  decimal: 'point ou comma',
  length: 'um número inteiro de 1 a 10.000',
  transpose: 'yes ou no',
  words: 'um número inteiro de 1 a 1.000.000',
  examples: 'images ou numbers',
  target: 'class, labels, numbers ou mask',
} as const;

export const imports: Translated<Catalogue['messages']['imports']> = {
  published: 'um conjunto de dados como foi publicado',

  'no-validation': ({ dataset }) => `${dataset} não tem conjunto de validação.`,

  'gif-frame': ({ file }) =>
    `Não foi possível decodificar ${file}: o primeiro quadro não está dentro da tela do arquivo. Substitua-o.`,

  'all-alike': ({ value }) =>
    `Todos os valores de todos os exemplos são ${value}: não há como distinguir os exemplos. Verifique como os dados foram salvos.`,
  'below-one':
    'Todos os valores são 0 ou 1 de 255: as imagens são quase pretas. Multiplique os valores por 255 antes de salvar ou adicione uma etapa de reescala.',
  'one-class': 'Há apenas uma classe: não há o que distinguir. Adicione exemplos de outra classe.',
  'class-per-example': ({ classes, examples }) =>
    `Há ${counted(classes, 'classe')} para ${counted(examples, 'exemplo')}: os rótulos parecem nomes de exemplos, não de classes.`,
  'left-out': ({ count, file, reason }) =>
    count === 1
      ? `${file} ficou de fora: ${reason.replace(/\.$/, '')}.`
      : `${groupDigits(count)} arquivos ficaram de fora, o primeiro deles ${file}: ${reason.replace(/\.$/, '')}.`,
  'unknown-option': ({ path, option, format, known }) =>
    `${path} é ${format}, que não tem a opção “${option}”. ${known.length === 0 ? 'Não há opções.' : `Opções: ${list(known)}.`}`,

  looking: 'examinando as imagens',
  resized: ({ count, all, size, asked, isBent }) =>
    `${groupDigits(count)} de ${counted(all, 'imagem', 'imagens')} ${plural(count, 'foi redimensionada', 'foram redimensionadas')} para ${size}, ${asked ? 'como pedido' : 'o tamanho mais comum'}${isBent ? '; as proporções não foram mantidas' : ''}.`,
  'made-color': ({ count, all }) =>
    `${groupDigits(count)} de ${counted(all, 'imagem', 'imagens')} ${plural(count, 'está', 'estão')} em tons de cinza e ${plural(count, 'recebeu', 'receberam')} três canais iguais, porque outras são coloridas.`,
  'twelve-bits': ({ peak }) =>
    `As imagens têm 16 bits, mas nenhum valor passa de ${groupDigits(peak)}: parecem dados de 12 bits ou menos e estão escuras. Abra-as com a opção “bits=12” para expandir os valores.`,
  'no-image': ({ path, reason }) =>
    `Não foi possível ler as imagens de ${path}. O primeiro problema: ${reason}`,
  'folder-without-images': 'é uma pasta sem imagens',
  'no-image-name': 'não é uma imagem',
  'in-no-class': 'não está na pasta de uma classe',
  'bad-option': ({ option, value }) =>
    `A opção “${option}” não pode ser “${value}”. O esperado é ${optionValues[option]}.`,
  'classes-only-validation': ({ names }) =>
    `Só o conjunto de validação tem exemplos de ${quoted(names.slice(0, 3), names.length)}: a rede não pode aprender aquilo em que é validada.`,

  'format-masks': 'uma pasta de imagens e uma pasta de máscaras com os mesmos nomes',
  'reading-masks': 'lendo máscaras',
  'no-mask': 'não tem máscara com o mesmo nome',
  'mask-without-image': 'é uma máscara sem imagem com o mesmo nome',
  'several-files': ({ path, names }) =>
    `${path} contém vários arquivos de dados: ${list(names.slice(0, 6))}. Abra um deles.`,
  'windows-1252':
    'O arquivo não está em UTF-8, por isso foi lido como Windows-1252. Salve-o em UTF-8 se as letras parecerem erradas.',
  'no-text': 'não é um texto: contém bytes nulos',
  'empty-text': 'não contém texto',
  'array-target': ({ kind }) =>
    kind === 'mask'
      ? 'Os alvos são máscaras: uma classe para cada pixel.'
      : kind === 'numbers'
        ? 'Os alvos foram tratados como números a predizer: a maioria deles tem casas decimais.'
        : 'Os alvos foram tratados como rótulos de 0 e 1.',
  'folder-loop': 'é um link para uma pasta que o contém',
  'folder-too-deep': ({ most }) => `está mais de ${groupDigits(most)} pastas abaixo, onde nada é procurado`,
  'no-examples': ({ path }) => `${path} não contém exemplos.`,
  'listed-again': ({ line }) =>
    `a linha ${groupDigits(line)} da lista a menciona de novo; vale a primeira linha`,
  'archive-link': 'é um link ou um dispositivo, de que arquivos de dados não precisam',
  'archive-open': 'pode estar incompleto: falta o que termina um arquivo tar',
  'as-numbers':
    'Os exemplos são tratados como números, e não como imagens: o formato ou os valores deles não são de pixels.',
  'npz-not-finite': ({ file, place, value }) =>
    `${file}: o valor ${groupDigits(place)} é ${value}, e os números precisam ser finitos.`,
  'mask-shape': ({ file, shape }) =>
    `${file}: não é possível ler máscaras de formato ${shape.join(' × ')}. Esperado: exemplos × altura × largura, com a classe de cada pixel como número inteiro.`,
  'mask-value': ({ file, value }) =>
    `${file}: uma máscara tem o valor ${value}. Esperado: a classe de cada pixel como número inteiro.`,
  'mask-classes': ({ file, most }) =>
    `${file}: as máscaras têm mais de ${groupDigits(most)} valores diferentes, portanto não são classes de pixels. Salve as máscaras sem compressão com perdas (PNG), com um valor para cada classe.`,
  'targets-shape': ({ file, shape }) =>
    `${file}: não é possível ler alvos de formato ${shape.join(' × ')}. Esperado: um número para cada exemplo ou uma linha deles.`,
  'format-npy': 'vetores do NumPy (.npy)',
  'npy-objects':
    'valores do tipo “|O” não podem ser lidos: são objetos do Python (pickle), que podem executar qualquer programa. Salve os vetores como números: uint8 ou float32',
  scaled: ({ from, to }) => `Os valores de ${decimal(from)} a ${decimal(to)} foram convertidos para 0 a 255.`,
  'scaled-bool': 'True passou a 255 (branco), e False a 0 (preto).',
  'rows-of-pixels': ({ shape }) => `As linhas de valores foram lidas como imagens de ${shape}.`,
  'channels-first': 'Os canais foram movidos para depois de altura e largura.',
  flattened: 'Os pixels transparentes foram colocados sobre o fundo (branco, se não for indicado outro).',
  'sizes-differ': ({ file, part, own, other }) =>
    `${file}: as imagens de ${partNames[part]} são de ${other}, e as de treino, de ${own}. Salve todas com um só tamanho.`,
  'no-array': ({ file, name, arrays }) => `${file} não tem o vetor “${name}”. Contém ${list(arrays)}.`,
  'npz-unclear': ({ file, arrays }) =>
    arrays.length === 0
      ? `${file} não contém vetores.`
      : `${file} contém ${list(arrays)}: não está claro quais são as imagens e os rótulos. Indique-os: “${file}?images=NOME&labels=NOME”, ou salve-os como x_train e y_train.`,
  'no-one-hot': ({ file, example, classes }) =>
    `${file}: o rótulo do exemplo ${groupDigits(example)} não é uma das ${groupDigits(classes)} classes: um valor da linha deve ser 1, e todos os outros, 0.`,
  'names-and-numbers': ({ file }) =>
    `${file}: os rótulos de um conjunto são nomes, e os de outro, números. Use o mesmo nos dois.`,

  'no-label': 'falta o rótulo',
  'too-many-names': ({ most }) =>
    `há mais de ${groupDigits(most)} rótulos diferentes: esta coluna não indica classes`,
  'csv-one-hot': 'o rótulo não é uma classe: uma de suas colunas deve ser 1, e todas as outras, 0',
  'csv-missing': ({ value }) => `o valor ${groupDigits(value)} está faltando ou não é um número`,
  'no-column': ({ option, value, columns }) =>
    `A opção “${option}” não indica nenhuma coluna: “${value}”. O esperado é um nome da primeira linha, “first”, “last” ou um número de 0 a ${groupDigits(columns - 1)}.`,
  'bad-shape': ({ value, pixels }) =>
    `A opção “shape” não pode ser “${value}”: cada linha tem ${counted(pixels, 'pixel', 'pixels')}. O esperado é altura × largura ou altura × largura × canais, como 28x28 ou 32x32x3.`,
  'index-dropped': ({ column }) => `A coluna “${column}” numera as linhas e foi descartada.`,
  'label-column': ({ column }) => `Os rótulos foram tirados da coluna “${column}”.`,
  'one-hot-columns': ({ count }) =>
    `${groupDigits(count)} colunas de 0 e 1 foram lidas como um só rótulo, com esse número de classes.`,
  packed: ({ file }) => `${file} está compactado com gzip, apesar do nome. Descompacte-o antes.`,
  'numbered-header':
    'A primeira linha numera as colunas e foi lida como os nomes delas, não como um exemplo.',
  'format-archive': 'um arquivo zip ou tar com qualquer um deles',
  'unsafe-name': ({ name }) => `contém “${name}”, um nome que leva para fora dele`,
  'format-texts': 'uma pasta de arquivos de texto para cada classe',
  'format-labeled': 'uma pasta de imagens e um arquivo .csv com os rótulos',
  'format-parquet': 'arquivos Parquet com imagens e rótulos (.parquet)',
  'no-texts': ({ path }) => `${path} não tem arquivo de texto que possa ser lido.`,
  'no-list': ({ path }) => `${path} não tem lista que nomeie as imagens.`,
  'not-in-folder': ({ line }) => `a linha ${groupDigits(line)} da lista a nomeia, mas não há essa imagem`,
  'not-in-list': ({ list: name }) => `${name} não tem rótulo para ela`,
  'parquet-columns': ({ path, columns }) =>
    `${path} tem as colunas ${list(columns)}: não está claro quais são as imagens (em bytes) e os rótulos. Indique os rótulos com a opção "label".`,
  tokenized: ({ words, length, cut }) =>
    `Os textos viraram sequências de ${counted(length, 'token', 'tokens')} de ${groupDigits(words)}: use esse valor como dimensão de entrada do embedding. 0 preenche o resto, 1 representa palavras raras.${cut > 0 ? ` ${counted(cut, 'texto foi cortado', 'textos foram cortados')}.` : ''}`,
  'text-column': ({ column }) => `Os textos vieram da coluna "${column}".`,
  'number-column': ({ column }) =>
    `A coluna "${column}" tem frações: foi lida como um número a prever, não como classe.`,
  'csv-no-flag': ({ value }) => `o valor ${groupDigits(value)} não é 0 nem 1`,
  'header-as-example': ({ label }) =>
    `A primeira linha pode ser um cabeçalho que foi lido como exemplo: nenhuma outra linha tem o rótulo "${label}". Se for, abra os dados com a opção "header=yes".`,
  transposed: 'Linhas e colunas das imagens foram trocadas, como o EMNIST exige.',
};
