import { counted as countedEn } from '../../en/words.ts';
import { counted as countedPt } from '../../pt/words.ts';
import { command, shared } from './command.ts';

/** Commands about a person's own data. */
export const data = {
  data: command(
    {
      description: 'read data and report their classes, sizes, values, and what was left out or changed',
      arguments: {
        path: "<data> a file or folder, or a dataset's ID; options of its format follow a question mark",
      },
      after:
        'Options are written as in "digits.csv?label=last&header=no". An option that a format does not have is refused with a list of those that it has.',
      format: 'format',
      splits: 'examples',
      train: (count: number) => `${countedEn(count, 'training', 'training')}`,
      validation: (count: number) => `${countedEn(count, 'validation', 'validation')}`,
      test: (count: number) => `${countedEn(count, 'test', 'test')}`,
      heldOut: (nth: number) => `held out of training: one in ${nth}`,
      shape: 'shape',
      sizes: 'sizes found',
      range: 'values',
      to: (of: { least: string; most: string }) => `${of.least} to ${of.most}`,
      target: 'target',
      targets: { class: 'class', labels: 'labels', numbers: 'numbers', mask: 'a class for each pixel' },
      columns: { class: 'class', train: 'training', validation: 'validation', test: 'test' },
      changes: 'Changed:',
      leftOut: (count: number) => `Left out (${countedEn(count, 'file')}):`,
      more: (count: number) => `and ${countedEn(count, 'more', 'more')}`,
      warnings: 'Warnings:',
    },
    {
      description:
        'lê dados e informa as classes, os tamanhos, os valores e o que foi deixado de fora ou alterado',
      arguments: {
        path: '<dados> um arquivo ou pasta, ou o ID de um conjunto de dados; as opções do formato vêm depois de um ponto de interrogação',
      },
      after:
        'As opções são escritas como em "digitos.csv?label=last&header=no". Uma opção que o formato não tem é recusada com a lista das que ele tem.',
      format: 'formato',
      splits: 'exemplos',
      train: (count: number) => `${countedPt(count, 'de treino', 'de treino')}`,
      validation: (count: number) => `${countedPt(count, 'de validação', 'de validação')}`,
      test: (count: number) => `${countedPt(count, 'de teste', 'de teste')}`,
      heldOut: (nth: number) => `reservado do treino: um em cada ${nth}`,
      shape: 'tamanho',
      sizes: 'tamanhos encontrados',
      range: 'valores',
      to: (of: { least: string; most: string }) => `de ${of.least} a ${of.most}`,
      target: 'alvo',
      targets: { class: 'classe', labels: 'rótulos', numbers: 'números', mask: 'uma classe por pixel' },
      columns: { class: 'classe', train: 'treino', validation: 'validação', test: 'teste' },
      changes: 'Alterado:',
      leftOut: (count: number) => `Deixado de fora (${countedPt(count, 'arquivo')}):`,
      more: (count: number) => `e ${countedPt(count, 'outro', 'outros')}`,
      warnings: 'Avisos:',
    },
  ),
  'data check': command(
    {
      description: 'look for trouble in data, example by example, and for test examples that are trained on',
      arguments: { dataset: shared.en.dataset },
      after:
        'The kinds of trouble with images, their thresholds and scores are those of cleanvision. Training examples that have one are left out with "DATASET?without=KIND", several kinds separated by commas; of duplicates one stays. Examples are listed up to 1,000 per kind, the worst first.',
      columns: { kind: 'kind', count: 'examples', worst: 'worst' },
      none: 'No trouble was found.',
      usual: (of: { kind: string; share: string }) =>
        `${of.kind}: not listed, as ${of.share} of the images have it`,
      leakage: (of: { share: string; count: number }) =>
        `leakage: ${of.share} of the test examples (${countedEn(of.count, 'example')}) are also in training`,
      repair: (of: { reference: string }) => `Leave them out of training: ${of.reference}`,
    },
    {
      description:
        'procura problemas nos dados, exemplo por exemplo, e exemplos de teste que também estão no treino',
      arguments: { dataset: shared.pt.dataset },
      after:
        'Os tipos de problema com imagens, os limites e as pontuações são os do cleanvision. "DADOS?without=TIPO" deixa de fora os exemplos de treino com esse problema (separe vários tipos com vírgulas); de cada grupo de duplicatas, um exemplo permanece. Até 1.000 exemplos por tipo são listados, os piores primeiro.',
      columns: { kind: 'tipo', count: 'exemplos', worst: 'pior' },
      none: 'Nenhum problema foi encontrado.',
      usual: (of: { kind: string; share: string }) =>
        `${of.kind}: não listado, pois ${of.share} das imagens o têm`,
      leakage: (of: { share: string; count: number }) =>
        `vazamento: ${of.share} dos exemplos de teste (${countedPt(of.count, 'exemplo')}) também estão no treino`,
      repair: (of: { reference: string }) => `Deixe-os fora do treino: ${of.reference}`,
    },
  ),
  'data freeze': command(
    {
      description: 'write down what data are now, example by example: names, digests, classes and splits',
      arguments: { dataset: shared.en.dataset },
      options: { out: '<file> where to write the version' },
      after:
        'A version is one JSON file. "convas data compare FILE" tells later whether the data are still the same. Runs keep the version of their data by themselves.',
      written: (of: { file: string; fingerprint: string }) =>
        `${of.file} holds the version ${of.fingerprint.slice(0, 12)} of the data`,
    },
    {
      description: 'registra o estado atual dos dados, exemplo por exemplo: nomes, hashes, classes e partes',
      arguments: { dataset: shared.pt.dataset },
      options: { out: '<arquivo> onde gravar a versão' },
      after:
        'Uma versão é um arquivo JSON. "convas data compare ARQUIVO" informa mais tarde se os dados ainda são os mesmos. As execuções guardam sozinhas a versão dos seus dados.',
      written: (of: { file: string; fingerprint: string }) =>
        `${of.file} contém a versão ${of.fingerprint.slice(0, 12)} dos dados`,
    },
  ),
  'data compare': command(
    {
      description: 'tell whether data are still those of a version, or those that a run trained on',
      arguments: {
        version: '<version> a file of "convas data freeze", or a run',
        dataset: '[dataset] the data to compare; those that the version names if left out',
      },
      after:
        'Examples are known by their content; those with another content by the name of their file. Up to 1,000 differences of each kind are listed in the JSON output.',
      same: (of: { dataset: string }) => `${of.dataset}: the data are the same`,
      other: (of: { dataset: string }) => `${of.dataset}: the data have changed`,
      reordered: 'The examples are in another order.',
      columns: { kind: 'examples', count: 'count' },
      kinds: {
        unchanged: 'unchanged',
        added: 'added',
        removed: 'removed',
        changed: 'changed content',
        relabeled: 'of another class',
        moved: 'in another split',
      },
    },
    {
      description:
        'informa se os dados ainda são os de uma versão ou aqueles com que uma execução foi treinada',
      arguments: {
        version: '<versão> um arquivo de "convas data freeze" ou uma execução',
        dataset: '[dados] os dados a comparar; sem eles, os que a versão indica',
      },
      after:
        'Os exemplos são reconhecidos pelo conteúdo; os de outro conteúdo, pelo nome do arquivo. Até 1.000 diferenças de cada tipo são listadas na saída JSON.',
      same: (of: { dataset: string }) => `${of.dataset}: os dados são os mesmos`,
      other: (of: { dataset: string }) => `${of.dataset}: os dados mudaram`,
      reordered: 'Os exemplos estão em outra ordem.',
      columns: { kind: 'exemplos', count: 'quantidade' },
      kinds: {
        unchanged: 'iguais',
        added: 'acrescentados',
        removed: 'removidos',
        changed: 'com outro conteúdo',
        relabeled: 'de outra classe',
        moved: 'em outra parte',
      },
    },
  ),
  'data labels': command(
    {
      description: 'find labels that are likely wrong, by the predictions of a run',
      arguments: {
        run: '<run> a run that tells classes apart',
        dataset: "[dataset] the data to look at; the run's own if left out",
      },
      options: { split: '<split> the split that is looked at: the run has not learned from it' },
      after:
        'By confident learning (Northcutt, Jiang and Chuang 2021), as cleanlab has it. To look at training examples, train on each of "DATASET?fold=1/5" to "fold=5/5" and look at its validation split.',
      predicting: 'predicting',
      found: (of: { count: number; examples: number }) =>
        `${countedEn(of.count, 'label')} of ${countedEn(of.examples, 'example')} ${of.count === 1 ? 'is' : 'are'} likely wrong`,
      columns: { index: 'example', label: 'label', suggested: 'likely', quality: 'probability of the label' },
    },
    {
      description: 'encontra rótulos provavelmente errados, pelas predições de uma execução',
      arguments: {
        run: '<execução> uma execução que distingue classes',
        dataset: '[dados] os dados a examinar; sem eles, os da própria execução',
      },
      options: { split: '<parte> a parte examinada: a execução não aprendeu com ela' },
      after:
        'Por aprendizado confiante (Northcutt, Jiang e Chuang, 2021), como no cleanlab. Para examinar exemplos de treino, treine com cada um de "DADOS?fold=1/5" a "fold=5/5" e examine a parte de validação.',
      predicting: 'calculando predições',
      found: (of: { count: number; examples: number }) =>
        `${countedPt(of.count, 'rótulo')} de ${countedPt(of.examples, 'exemplo')} ${of.count === 1 ? 'está provavelmente errado' : 'estão provavelmente errados'}`,
      columns: {
        index: 'exemplo',
        label: 'rótulo',
        suggested: 'provável',
        quality: 'probabilidade do rótulo',
      },
    },
  ),
};
