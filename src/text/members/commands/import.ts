import { command } from './command.ts';

/** Reading models of other programs. */
export const importing = command(
  {
    description: 'import a model of another program: Keras .keras, .h5 or model JSON',
    arguments: { file: "<file> the model's file" },
    options: { out: '<document> the .convas file to write' },
    run: (of: { run: string; weights: string }) => `run ${of.run}, ${of.weights} weights`,
    columns: { layer: 'layer', status: 'status', detail: 'detail' },
    statuses: {
      kept: 'kept',
      approximated: 'approximated',
      placeholder: 'placeholder',
      refused: 'refused',
    },
  },
  {
    description: 'importa um modelo de outro programa: .keras, .h5 ou JSON do Keras',
    arguments: { file: '<arquivo> o arquivo do modelo' },
    options: { out: '<documento> o arquivo .convas a gravar' },
    run: (of) => `execução ${of.run}, ${of.weights} pesos`,
    columns: { layer: 'camada', status: 'situação', detail: 'detalhe' },
    statuses: {
      kept: 'mantida',
      approximated: 'aproximada',
      placeholder: 'marcador',
      refused: 'recusada',
    },
  },
);
