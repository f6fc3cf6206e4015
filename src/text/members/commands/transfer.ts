import { command, shared } from './command.ts';

export const transfer = {
  transfer: command(
    {
      description: 'make a network for new classes of a trained one: frozen layers, new output',
      arguments: {
        source: "<source> a run's ID or path, or base:NAME for a network that ships; list shows those",
      },
      options: {
        dataset: shared.en.dataset,
        cut: '<layer> the last layer that is kept, by name; by default the one before the old output',
        hidden: '<units> a dense layer of so many units before the new output',
        places: 'let the new layers see where features are, instead of their mean over the image',
        variants: '<n> augmented variants of each training example whose features are kept',
        unfreeze: '<n> instead: unfreeze the last n frozen layers of a run and go on from its weights',
        out: '<file> the .convas document to write',
      },
      after:
        'Train the document with "convas train". What the frozen layers put out is computed once and kept in the cache.',
      name: ({ source, dataset }: { source: string; dataset: string }) => `${source}, for ${dataset}`,
      columns: { layer: 'layer', kind: 'kind', weights: 'weights', output: 'output' },
      weights: { random: 'new', frozen: 'taken over, frozen', trained: 'taken over' },
      next: ({ document }: { document: string }) => `Train it: convas train ${document}`,
      base: (of: { run: string; name: string; classes: string; accuracy: string }) =>
        `${of.run}: ${of.name} (${of.classes} classes, ${of.accuracy} of test images right). It can be cut after:`,
    },
    {
      description:
        'cria, a partir de uma rede treinada, uma rede para novas classes: camadas congeladas, saída nova',
      arguments: {
        source:
          '<origem> o ID ou o caminho de uma execução, ou base:NOME para uma rede que vem com o Convas; list mostra quais são',
      },
      options: {
        dataset: shared.pt.dataset,
        cut: '<camada> a última camada mantida, pelo nome; por padrão, a anterior à saída antiga',
        hidden: '<unidades> uma camada densa com esse número de unidades antes da saída nova',
        places:
          'deixa as camadas novas verem onde estão as características, e não só a média delas na imagem',
        variants: '<n> variantes aumentadas de cada exemplo de treino cujas características são guardadas',
        unfreeze:
          '<n> em vez disso: descongela as últimas n camadas congeladas de uma execução e continua com os pesos dela',
        out: '<arquivo> o documento .convas a gravar',
      },
      after:
        'Treine o documento com "convas train". A saída das camadas congeladas é calculada uma só vez e guardada no cache.',
      name: ({ source, dataset }) => `${source}, para ${dataset}`,
      columns: { layer: 'camada', kind: 'tipo', weights: 'pesos', output: 'saída' },
      weights: { random: 'novos', frozen: 'aproveitados, congelados', trained: 'aproveitados' },
      next: ({ document }) => `Para treinar: convas train ${document}`,
      base: (of) =>
        `${of.run}: ${of.name} (${of.classes} classes, acerta ${of.accuracy} das imagens de teste). Pode ser cortada depois de:`,
    },
  ),
};
