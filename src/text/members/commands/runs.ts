import { counted as countedEn } from '../../en/words.ts';
import { counted as countedPt } from '../../pt/words.ts';
import { command, shared } from './command.ts';

/** Commands about runs that were trained. */
export const runs = {
  evaluate: command(
    {
      description: 'measure loss, accuracy, confusion matrix and per-class scores on the test set',
      arguments: { run: shared.en.run },
      options: {
        dataset: `${shared.en.dataset}; default: the run's own`,
        cell: '<actual,predicted> the examples of one cell of the confusion matrix: 3,5 or cat,dog',
        out: '<folder> with --cell: where to write their images, as PNG files',
      },
      evaluating: 'evaluating',
      columns: {
        class: 'class',
        number: 'number',
        precision: 'precision',
        recall: 'recall',
        f1: 'F1',
        support: 'examples',
      },
      confusion: 'confusion matrix (rows: actual, columns: predicted)',
      confusionOfPixels: 'confusion matrix in pixels (rows: actual, columns: predicted)',
      cell: (of: { count: number; actual: string; predicted: string }) =>
        `${countedEn(of.count, 'example')} of ${of.actual} predicted as ${of.predicted}`,
      cellColumns: {
        example: 'example',
        probabilities: 'probability',
        scores: 'score',
        distances: 'distance',
      },
    },
    {
      description: 'mede perda, acurácia, matriz de confusão e métricas por classe no conjunto de teste',
      arguments: { run: shared.pt.run },
      options: {
        dataset: `${shared.pt.dataset}; padrão: o da própria execução`,
        cell: '<real,previsto> os exemplos de uma célula da matriz de confusão: 3,5 ou gato,cachorro',
        out: '<pasta> com --cell: onde gravar as imagens, em arquivos PNG',
      },
      evaluating: 'avaliando',
      columns: {
        class: 'classe',
        number: 'número',
        precision: 'precisão',
        recall: 'revocação (recall)',
        f1: 'F1',
        support: 'exemplos',
      },
      confusion: 'matriz de confusão (linhas: real, colunas: previsto)',
      confusionOfPixels: 'matriz de confusão em pixels (linhas: real, colunas: previsto)',
      cell: (of) => `${countedPt(of.count, 'exemplo')} de ${of.actual} com predição ${of.predicted}`,
      cellColumns: {
        example: 'exemplo',
        probabilities: 'probabilidade',
        scores: 'pontuação',
        distances: 'distância',
      },
    },
  ),
  health: command(
    {
      description: 'show gradients and activations of a run by layer, and its training problems',
      arguments: { run: shared.en.run },
      columns: {
        layer: 'layer',
        first: 'first gradient',
        last: 'last gradient',
        activation: 'activation',
      },
      dead: ({ dead, units }: { dead: number; units: number }) => `${dead} of ${units} dead`,
      saturated: ({ share }: { share: string }) => `${share} saturated`,
      after: ({ step, epoch }: { step: number; epoch: number }) =>
        `after step ${step}, epoch ${epoch}; gradients: L2 norm, mean over the steps`,
      none: 'This run kept no gradients.',
      noTrouble: 'No training problems found.',
    },
    {
      description: 'mostra gradientes e ativações de uma execução por camada, e seus problemas de treino',
      arguments: { run: shared.pt.run },
      columns: {
        layer: 'camada',
        first: 'primeiro gradiente',
        last: 'último gradiente',
        activation: 'ativação',
      },
      dead: ({ dead, units }) => `${countedPt(dead, 'unidade morta', 'unidades mortas')} de ${units}`,
      saturated: ({ share }) => `${share} saturadas`,
      after: ({ step, epoch }) =>
        `depois da iteração ${step}, época ${epoch}; gradientes: norma L2, média das iterações`,
      none: 'Esta execução não guardou gradientes.',
      noTrouble: 'Nenhum problema de treino encontrado.',
    },
  ),
  predict: command(
    {
      description: 'predict images, texts, rows of a table or series with a trained network',
      arguments: {
        run: shared.en.run,
        image:
          '<file...> image files; .txt for a network that reads texts; .csv or .npy for one that takes rows of numbers or series',
      },
      options: { invert: 'invert dark on light to light on dark, as in MNIST' },
      after: `Images are resized to the size of the dataset's images, and converted to gray where the dataset is gray.
MNIST has light digits on a dark background: use --invert for dark ink on paper.
Numbers are as in the data, in the same order and without the target: one example per row, or a series with one row per step.`,
      score: ({ value }: { value: string }) => `score ${value}`,
      distance: ({ value }: { value: string }) => `distance ${value}`,
      reconstruction: ({ shape, error }: { shape: string; error: string }) =>
        `reconstruction of shape ${shape}, mean squared error ${error}`,
    },
    {
      description: 'faz predições de imagens, textos, linhas de uma tabela ou séries com uma rede treinada',
      arguments: {
        run: shared.pt.run,
        image:
          '<arquivo...> arquivos de imagem; .txt para uma rede que lê textos; .csv ou .npy para uma que recebe linhas de números ou séries',
      },
      options: { invert: 'inverte escuro sobre claro para claro sobre escuro, como no MNIST' },
      after: `As imagens são redimensionadas para o tamanho das imagens do conjunto de dados e convertidas em tons de cinza
quando ele é em tons de cinza. O MNIST tem dígitos claros sobre fundo escuro: use --invert para tinta escura no papel.
Os números são como nos dados, na mesma ordem e sem o alvo: um exemplo por linha, ou uma série com uma linha por passo.`,
      score: ({ value }) => `pontuação ${value}`,
      distance: ({ value }) => `distância ${value}`,
      reconstruction: ({ shape, error }) =>
        `reconstrução com formato ${shape}, erro quadrático médio ${error}`,
    },
  ),
  inspect: command(
    {
      description:
        'write a view of a run, such as the filters or feature maps of a layer; for a dense layer, the weights of each unit in the shape of the flattened image',
      arguments: { run: shared.en.run },
      options: {
        view: ({ views }: { views: string }) => `<view> ${views}, or list`,
        layer: '<name> name of a layer, for views of a layer',
        input: '<image> the input image; default: a test image, where the view explains one',
        example: '<number> an example of the test set in its place, counted from 0; also of texts and tables',
        invert: 'first invert dark on light to light on dark',
        class: "<name> name or number of a class; default: the network's prediction",
        other: '<run> the run to compare with, for views that compare',
        checkpoint: '<steps> use the weights of a kept checkpoint, named by its steps',
        set: '<option=value...> options of the view',
        out: '<file> the file to write: a PNG image, or .svg, .csv or .json',
      },
      columns: { view: 'view', group: 'group', needs: 'needs' },
      needs: { layer: 'layer', image: 'image', class: 'class', other: 'other run' },
      values: (of: { min: string; max: string; normalization: string }) =>
        `values ${of.min} to ${of.max}; ${of.normalization}`,
      picture: (of: { file: string; what: string; width: number; height: number }) =>
        `${of.file}: ${of.what} as ${of.width} × ${of.height} pixels`,
    },
    {
      description:
        'grava uma visualização de uma execução, como os filtros ou os mapas de características de uma camada; no caso de uma camada densa, os pesos de cada unidade no formato da imagem achatada',
      arguments: { run: shared.pt.run },
      options: {
        view: ({ views }) => `<visualização> ${views}, ou list (lista)`,
        layer: '<nome> nome de uma camada, para visualizações de camada',
        input: '<imagem> a imagem de entrada; padrão: uma imagem de teste, quando a visualização explica uma',
        example:
          '<número> um exemplo do conjunto de teste no lugar dela, contado a partir de 0; também de textos e tabelas',
        invert: 'antes, inverte escuro sobre claro para claro sobre escuro',
        class: '<nome> nome ou número de uma classe; padrão: a predição da rede',
        other: '<execução> a execução com que comparar, nas visualizações que comparam',
        checkpoint:
          '<iterações> usa os pesos de um ponto de controle (checkpoint), indicado por suas iterações',
        set: '<opção=valor...> opções da visualização',
        out: '<arquivo> o arquivo a gravar: uma imagem PNG, ou .svg, .csv ou .json',
      },
      columns: { view: 'visualização', group: 'grupo', needs: 'precisa de' },
      needs: { layer: 'camada', image: 'imagem', class: 'classe', other: 'outra execução' },
      values: (of) => `valores de ${of.min} a ${of.max}; ${of.normalization}`,
      picture: (of) => `${of.file}: ${of.what} em ${of.width} × ${of.height} pixels`,
    },
  ),
  export: command(
    {
      description: 'export a trained network, its history, or a network as a document',
      arguments: {
        source: '[run-or-doc] a run (its ID or folder), or a document (a template ID or a .convas file)',
      },
      options: {
        format: ({ formats }: { formats: string }) => `<format> the format to write: ${formats}`,
        out: '<path> where to write: a folder, or a file for single-file formats',
        checkpoint:
          '<steps> a kept checkpoint of the run, by its steps; default: the weights the run ended with',
        set: '<option=value...> options of the format, such as layout=nchw',
        verify: 'load the files in each available runtime of the format and compare the outputs',
        list: 'list the formats and their options',
      },
      writing: 'writing',
      verifying: 'verifying',
      columns: { format: 'format', source: 'from', options: 'options', title: 'description' },
      sources: { weights: 'run', document: 'run or document', history: 'run (history)' },
      accuracy: (of: { here: string; there: string }) =>
        `  accuracy on these samples: ${of.there} there, ${of.here} here`,
      speed: (of: { here: string; there: string }) => `  ${of.there} ms a sample there, ${of.here} ms here`,
      agrees: (of: { runtime: string; samples: number; difference: string }) =>
        `verified in ${of.runtime} on ${countedEn(of.samples, 'sample')}: largest difference ${of.difference}`,
      differs: (of: { runtime: string; samples: number; difference: string; reason: string }) =>
        `differs in ${of.runtime} on ${countedEn(of.samples, 'sample')}: largest difference ${of.difference}; ${of.reason}`,
      failed: ({ runtime, reason }: { runtime: string; reason: string }) => `failed in ${runtime}: ${reason}`,
      unavailable: ({ runtime, reason }: { runtime: string; reason: string }) =>
        `not verified in ${runtime}: ${reason}`,
      nothingVerified: 'nothing was verified',
      notANumber: 'not a number',
    },
    {
      description: 'exporta uma rede treinada, o histórico dela ou uma rede em forma de documento',
      arguments: {
        source:
          '[execução-ou-doc] uma execução (ID ou pasta) ou um documento (ID de uma arquitetura pronta ou arquivo .convas)',
      },
      options: {
        format: ({ formats }) => `<formato> o formato a gravar: ${formats}`,
        out: '<caminho> onde gravar: uma pasta, ou um arquivo nos formatos de um só arquivo',
        checkpoint:
          '<iterações> um ponto de controle (checkpoint) guardado, pelo número de iterações; padrão: os pesos do fim da execução',
        set: '<opção=valor...> opções do formato, como layout=nchw',
        verify: 'carrega os arquivos em cada ambiente disponível do formato e compara as saídas',
        list: 'lista os formatos e suas opções',
      },
      writing: 'gravando',
      verifying: 'verificando',
      columns: { format: 'formato', source: 'a partir de', options: 'opções', title: 'descrição' },
      sources: { weights: 'execução', document: 'execução ou documento', history: 'execução (histórico)' },
      accuracy: (of) => `  acurácia nessas amostras: ${of.there} lá, ${of.here} aqui`,
      speed: (of) => `  ${of.there} ms por amostra lá, ${of.here} ms aqui`,
      agrees: (of) =>
        `verificado em ${of.runtime} com ${countedPt(of.samples, 'amostra')}: maior diferença ${of.difference}`,
      differs: (of) =>
        `difere em ${of.runtime} com ${countedPt(of.samples, 'amostra')}: maior diferença ${of.difference}; ${of.reason}`,
      failed: ({ runtime, reason }) => `falhou em ${runtime}: ${reason}`,
      unavailable: ({ runtime, reason }) => `não verificado em ${runtime}: ${reason}`,
      nothingVerified: 'nada foi verificado',
      notANumber: 'não é um número',
    },
  ),
  runs: command(
    {
      description: 'list the runs',
      columns: {
        run: 'run',
        name: 'name',
        state: 'state',
        dataset: 'dataset',
        epochs: 'epochs',
        test: 'test',
        started: 'started',
        tags: 'tags',
      },
    },
    {
      description: 'lista as execuções',
      columns: {
        run: 'execução',
        name: 'nome',
        state: 'estado',
        dataset: 'conjunto de dados',
        epochs: 'épocas',
        test: 'teste',
        started: 'início',
        tags: 'etiquetas',
      },
    },
  ),
  'runs log': command(
    {
      description: 'write the measurements of a run, by epoch and by step',
      arguments: { run: shared.en.run },
      options: {
        format: '<format> csv (a row per epoch), csv-steps (a row per step), tensorboard (both)',
        out: '<path> where to write: a file for csv, a folder for tensorboard',
      },
    },
    {
      description: 'grava as medições de uma execução, por época e por iteração',
      arguments: { run: shared.pt.run },
      options: {
        format:
          '<formato> csv (uma linha por época), csv-steps (uma linha por iteração), tensorboard (ambos)',
        out: '<caminho> onde gravar: um arquivo para csv, uma pasta para tensorboard',
      },
    },
  ),
  'runs compare': command(
    {
      description: 'compare settings and networks of runs',
      arguments: { run: '<run...> two or more runs; each is compared with the first' },
      setting: 'setting',
      title: ({ run, first }: { run: string; first: string }) => `${run} compared with ${first}:`,
      same: 'the same network',
      changes: { added: 'added', removed: 'removed', changed: 'changed' },
      layer: (of: { change: string; name: string; kind: string; within: string | null }) =>
        `${of.change} ${of.name} (${of.kind})${of.within === null ? '' : ` in ${of.within}`}`,
      renamed: ({ from }: { from: string }) => `was called ${from}`,
      replaced: ({ from }: { from: string }) => `was ${from}`,
      inputs: ({ from, to }: { from: string; to: string }) => `input from ${to} instead of ${from}`,
    },
    {
      description: 'compara configurações e redes de execuções',
      arguments: { run: '<execução...> duas ou mais execuções; cada uma é comparada com a primeira' },
      setting: 'configuração',
      title: ({ run, first }) => `${run} em comparação com ${first}:`,
      same: 'a mesma rede',
      changes: { added: 'adicionada', removed: 'removida', changed: 'alterada' },
      layer: (of) => `${of.change}: ${of.name} (${of.kind})${of.within === null ? '' : ` em ${of.within}`}`,
      renamed: ({ from }) => `chamava-se ${from}`,
      replaced: ({ from }) => `era ${from}`,
      inputs: ({ from, to }) => `entrada de ${to} em vez de ${from}`,
    },
  ),
  'runs describe': command(
    {
      description: 'name, tag and annotate a run',
      arguments: { run: shared.en.run },
      options: {
        name: '<name> name of the run',
        tags: '<tags> tags separated by commas; an empty text removes all',
        notes: '<text> notes',
      },
    },
    {
      description: 'dá nome, etiquetas e notas a uma execução',
      arguments: { run: shared.pt.run },
      options: {
        name: '<nome> nome da execução',
        tags: '<etiquetas> etiquetas separadas por vírgulas; um texto vazio remove todas',
        notes: '<texto> notas',
      },
    },
  ),
  'runs delete': command(
    {
      description: 'delete a run, its history and its weights',
      arguments: { run: shared.en.run },
      deleted: ({ run }: { run: string }) => `deleted ${run}`,
    },
    {
      description: 'apaga uma execução, seu histórico e seus pesos',
      arguments: { run: shared.pt.run },
      deleted: ({ run }) => `${run} apagada`,
    },
  ),
};
