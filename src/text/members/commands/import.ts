import { command } from './command.ts';

/** Reading models of other programs. */
export const importing = command(
  {
    description: 'import a model of another program: .keras, .h5, .onnx, model.json, .safetensors and others',
    arguments: { file: "<file> the model's file" },
    options: {
      out: '<document> the .convas file to write',
      into: '<document> the network that weights alone are of, a .convas file or template; otherwise the first template that they fit',
      blocks: 'make blocks of the parts that repeat',
    },
    block: 'Block',
    repeated: (parts: number) =>
      `${parts === 1 ? 'a part of the network repeats' : `${parts} parts of the network repeat`}: --blocks makes blocks of them`,
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
    description: 'importa um modelo de outro programa: .keras, .h5, .onnx, model.json, .safetensors e outros',
    arguments: { file: '<arquivo> o arquivo do modelo' },
    options: {
      out: '<documento> o arquivo .convas a gravar',
      into: '<documento> a rede de que são os pesos sem rede, um arquivo .convas ou modelo pronto; senão, o primeiro modelo em que servem',
      blocks: 'cria blocos das partes que se repetem',
    },
    block: 'Bloco',
    repeated: (parts) =>
      `${parts === 1 ? 'uma parte da rede se repete' : `${parts} partes da rede se repetem`}: --blocks cria blocos delas`,
    run: (of) => `execução ${of.run}, ${of.weights} pesos`,
    columns: { layer: 'camada', status: 'situação', detail: 'detalhe' },
    statuses: {
      kept: 'mantida',
      approximated: 'aproximada',
      placeholder: 'marcador de posição',
      refused: 'recusada',
    },
  },
);
