import { counted, groupDigits, list } from '../words.ts';

/** O que a importação diz de um modelo. */
export const importing = {
  'no-importer': ({ file, extensions }: { file: string; extensions: readonly string[] }) =>
    `"${file}" não é um modelo que o Convas possa importar. Ele importa arquivos ${list(extensions)}.`,
  'carries-nothing': ({ file }: { file: string }) =>
    `"${file}" não contém um documento do Convas. Escolha uma figura exportada pelo Convas ou um modelo.`,
  'no-shard': ({ file, shard }: { file: string; shard: string }) =>
    `"${file}": falta "${shard}" ao lado dele. Copie todos os arquivos do modelo para uma só pasta.`,
  'shard-length': ({ file, found, expected }: { file: string; found: number; expected: number }) =>
    `"${file}": os arquivos de pesos têm ${groupDigits(found)} bytes, e o modelo precisa de ${groupDigits(expected)}. Copie-os novamente.`,
  'weight-twice': ({ file, weight }: { file: string; weight: string }) =>
    `"${file}" lista o peso "${weight}" duas vezes. Salve o modelo novamente.`,
  'graph-model': ({ file }: { file: string }) =>
    `"${file}" é um modelo de grafo: contém operações, e não camadas. Salve o modelo com model.save(), como modelo de camadas.`,
  safetensors: ({ file, what }: { file: string; what: string }) =>
    `"${file}" não é um arquivo safetensors íntegro: está danificado em ${what}. Salve os pesos novamente.`,
  'no-network': ({ file }: { file: string }) =>
    `"${file}" contém pesos sem rede, que não servem em nenhuma que o Convas conheça. Abra a rede ou indique-a com --into, ou exporte o modelo inteiro como ONNX e importe-o.`,
  'other-weights': ({
    file,
    layer,
    shapes,
    layers,
    modules,
  }: {
    file: string;
    layer: string;
    shapes: string;
    layers: number;
    modules: number;
  }) =>
    layers === 0
      ? `"${file}": nenhuma camada da rede recebe os pesos "${layer}", ${shapes}. Escolha a rede a que pertencem.`
      : `"${file}" tem pesos ${shapes} ${counted(modules, 'vez', 'vezes')}; ${counted(layers, 'camada')} da rede, a primeira "${layer}", ${layers === 1 ? 'precisa' : 'precisam'} deles. Escolha a rede a que pertencem ou altere a camada.`,
  'weights-from': ({ module }: { module: string }) => `Pesos de ${module || 'todo o modelo'}.`,
  'torch-epsilon': ({ epsilon, torch }: { epsilon: number; torch: number }) =>
    `O epsilon dela é ${epsilon}; o do PyTorch é ${torch}, salvo se o código do modelo define outro.`,
  'torch-padding':
    'Ela preenche um lado mais do que o outro; a maioria dos modelos do PyTorch preenche os dois lados igualmente, e as saídas diferem.',
  'foreign-graph': ({ file, document }: { file: string; document: string }) =>
    `"${file}" não foi exportado pelo Convas, ou ${document} não está ao lado dele. Exporte o modelo como ONNX ou Keras e importe-o.`,
  'too-large': ({ file, what, bytes, most }: { file: string; what: string; bytes: number; most: number }) =>
    `"${file}": ${what} ocuparia ${groupDigits(bytes)} bytes; são lidos no máximo ${groupDigits(most)}.`,
  'not-zip': ({ file }: { file: string }) =>
    `"${file}" não é um arquivo .keras completo: não é possível ler o pacote. Salve o modelo de novo ou copie o arquivo de novo.`,
  'no-entry': ({ file, entry }: { file: string; entry: string }) =>
    `"${file}" não contém ${entry}. Salve o modelo de novo com model.save("model.keras").`,
  'entry-twice': ({ file, entry }: { file: string; entry: string }) =>
    `"${file}" contém "${entry}" mais de uma vez. Salve o modelo de novo.`,
  'entry-outside': ({ file, entry }: { file: string; entry: string }) =>
    `"${file}" contém "${entry}", um caminho que leva para fora do pacote. Não use este arquivo.`,
  'not-hdf5': ({ file }: { file: string }) =>
    `"${file}" não é um arquivo HDF5 completo. Salve o modelo de novo ou copie o arquivo de novo.`,
  'no-config': ({ file }: { file: string }) =>
    `"${file}" contém pesos sem o modelo. Salve o modelo inteiro com model.save(), não com save_weights().`,
  'bad-json': ({ file, what }: { file: string; what: string }) =>
    `"${file}": ${what} não é um JSON válido. Salve o modelo de novo.`,
  'not-functional': ({ file, className }: { file: string; className: string }) =>
    `"${file}" contém um modelo da classe ${className}, cujas camadas só o código dela conhece. Salve-o como modelo Sequential ou Functional.`,
  malformed: ({ file, what }: { file: string; what: string }) =>
    `"${file}": a descrição do modelo está danificada em ${what}. Salve o modelo de novo.`,
  'unknown-layer': ({ file, layer, from }: { file: string; layer: string; from: string }) =>
    `"${file}": a camada "${from}" recebe de "${layer}", que não existe ou vem depois dela em um ciclo.`,
  'layer-twice': ({ file, layer }: { file: string; layer: string }) =>
    `"${file}" descreve duas camadas com o nome "${layer}". Renomeie uma e salve o modelo de novo.`,
  'too-many-layers': ({ file, layers, most }: { file: string; layers: number; most: number }) =>
    `"${file}" tem ${counted(layers, 'camada')}; são lidas no máximo ${groupDigits(most)}.`,
  'no-weight': ({ file, layer, weight }: { file: string; layer: string; weight: string }) =>
    `"${file}" não tem o peso "${weight}" da camada "${layer}". Salve o modelo de novo.`,
  'weight-count': ({
    file,
    layer,
    found,
    expected,
  }: {
    file: string;
    layer: string;
    found: number;
    expected: number;
  }) =>
    `"${file}": a camada "${layer}" tem ${counted(found, 'peso')} no arquivo e precisa de ${groupDigits(expected)}. Salve o modelo de novo.`,
  'weight-shape': ({
    file,
    layer,
    weight,
    found,
    expected,
  }: {
    file: string;
    layer: string;
    weight: string;
    found: string;
    expected: string;
  }) =>
    `"${file}": o peso "${weight}" da camada "${layer}" é ${found} no arquivo; a camada precisa de ${expected}. Salve o modelo de novo.`,
  'weight-type': ({
    file,
    layer,
    weight,
    type,
  }: {
    file: string;
    layer: string;
    weight: string;
    type: string;
  }) =>
    `"${file}": o peso "${weight}" da camada "${layer}" contém ${type}, não números de ponto flutuante. Salve o modelo em float32.`,
  'weight-linked': ({ file, path, to }: { file: string; path: string; to: string }) =>
    `"${file}": "${path}" é um link para ${to}. Links não são seguidos; salve o modelo em um só arquivo.`,

  'not-onnx': ({ file }: { file: string }) =>
    `“${file}” não é um modelo ONNX completo. Exporte o modelo de novo, ou copie o arquivo de novo.`,
  'onnx-outside': ({ file, tensor, location }: { file: string; tensor: string; location: string }) =>
    `“${file}”: o tensor “${tensor}” está em “${location}”, fora da pasta do modelo. Só são lidos arquivos ao lado do modelo; não use este arquivo.`,
  'onnx-external': ({ file, tensor, location }: { file: string; tensor: string; location: string }) =>
    `“${file}”: “${location}” não está ao lado dele, ou é curto demais para o tensor “${tensor}”. Copie todos os arquivos do modelo para uma só pasta.`,
  'onnx-overlap': ({ file, tensor, location }: { file: string; tensor: string; location: string }) =>
    `“${file}”: o tensor “${tensor}” se sobrepõe a outro em “${location}”. Exporte o modelo de novo.`,
  'onnx-shape': ({ file, tensor, shape }: { file: string; tensor: string; shape: string }) =>
    `“${file}”: o tensor “${tensor}” não pode ter o formato ${shape}. Exporte o modelo de novo.`,
  'onnx-type': ({ file, tensor, type }: { file: string; tensor: string; type: number }) =>
    `“${file}”: o tensor “${tensor}” guarda números do tipo ${type}, que o Convas não lê. Exporte o modelo em float32.`,
  'onnx-short': ({ file, tensor, shape }: { file: string; tensor: string; shape: string }) =>
    `“${file}”: o tensor “${tensor}” não guarda tantos números quantos o formato ${shape} exige. Exporte o modelo de novo.`,
  'onnx-input': ({ file, input, rank }: { file: string; input: string; rank: number }) =>
    `“${file}”: a entrada “${input}” tem ${counted(rank, 'eixo')}; são lidas as de 2 a 5, o primeiro deles o do lote.`,
  'onnx-channels': ({ file, input }: { file: string; input: string }) =>
    `“${file}” deixa em aberto o número de canais da entrada “${input}”. Exporte o modelo com um número fixo.`,
  'onnx-no-output': ({ file, output }: { file: string; output: string }) =>
    `“${file}”: nada calcula a saída “${output}” a partir das entradas. Exporte o modelo de novo.`,
  'onnx-batch-moved': 'Ele move ou junta o eixo do lote.',
  'onnx-reshape': ({ shape, target }: { shape: readonly number[]; target: readonly number[] }) =>
    `Ele muda o formato de ${shape.join(' x ')} para ${target.join(' x ')} atravessando o lote.`,
  'onnx-rank': ({ op, rank }: { op: string; rank: number }) =>
    `${op} de um tensor com ${groupDigits(rank)} eixos.`,
  'onnx-weights': ({ op }: { op: string }) => `Os formatos dos pesos de ${op} não são os de uma camada.`,
  'onnx-transposed': 'Convoluções transpostas são lidas em duas dimensões, sem grupos.',
  'onnx-dilated-pooling': 'Pooling com dilatação.',
  'onnx-edges':
    'Nas bordas, suas janelas contam também os zeros que preenchem a imagem; no arquivo, não contam.',
  'onnx-reduction': ({ op }: { op: string }) => `${op} sobre eixos que não são todos os espaciais.`,
  'onnx-two-products': 'Um produto de dois tensores calculados.',
  'onnx-recurrent':
    'Camadas recorrentes são lidas em uma direção, com estados iniciais nulos, as ativações usuais e uma saída.',
  'onnx-clip': ({ low, high }: { low: string; high: string }) => `Valores limitados a ${low} e ${high}.`,
  'onnx-softmax': 'Softmax sobre vários eixos de uma vez.',
  'onnx-affine': 'Números fixos por canal, mantidos como uma normalização cujas estatísticas não mudam nada.',
  'onnx-constant': ({ op, dims }: { op: string; dims: string }) => `${op} com uma constante de ${dims}.`,
  'onnx-ranks': ({ op }: { op: string }) => `${op} de tensores com números de eixos diferentes.`,
  'onnx-gelu': 'A aproximação da GELU por tanh é substituída pela função exata.',
  'onnx-layer-norm': 'Normalização por camada sobre vários eixos.',
  'onnx-flatten': 'Ele achata o lote junto com o resto.',
  'onnx-padded-channels': 'Ele preenche eixos que não são os espaciais.',
  'onnx-slice': 'Ele toma uma parte dos canais ou do lote, ou só alguns elementos.',
  'onnx-no-value': ({ op }: { op: string }) => `${op} de uma constante onde é preciso um tensor calculado.`,
  'onnx-computed': ({ op }: { op: string }) => `${op} com pesos ou opções que o modelo calcula.`,
  'onnx-behind': 'Ele vem depois de uma camada que não pode ser calculada.',

  standardized: 'Uma imagem de uma só cor vira zeros no arquivo; aqui talvez não.',
  'unknown-class': ({ className }: { className: string }) => `O Convas não tem a camada ${className}.`,
  'custom-code': ({ className }: { className: string }) =>
    `${className} executa código próprio, que nunca é executado aqui.`,
  'no-inner-layer': ({ setting }: { setting: string }) => `Seu "${setting}" não descreve nenhuma camada.`,
  'directions-differ': 'As duas direções têm configurações diferentes.',
  'setting-unreadable': ({ setting, value }: { setting: string; value: string }) =>
    `O Convas não calcula ${setting} = ${value}.`,
  'setting-out-of-range': ({ setting, reason }: { setting: string; reason: string }) =>
    `A configuração "${setting}" está fora dos limites: ${reason}`,
  'setting-left-out': ({ setting, value }: { setting: string; value: string }) =>
    `Omitido: ${setting} = ${value}.`,
  'rules-differ': ({ keys }: { keys: readonly string[] }) =>
    `${list(keys)} diferem; os primeiros são usados para todos.`,
  'initializer-replaced': ({ setting, value }: { setting: string; value: string }) =>
    `${setting} = ${value} é substituído pelo padrão; os pesos lidos continuam os mesmos.`,
  'size-chosen': ({ found, chosen }: { found: string; chosen: string }) =>
    `O arquivo deixa o tamanho da entrada em aberto (${found}); é usado ${chosen}.`,
  'shared-layer': ({ times }: { times: number }) =>
    `Usada ${groupDigits(times)} vezes com os mesmos pesos no arquivo; aqui cada uso tem sua própria cópia.`,
  'always-training': 'No arquivo é chamada com training=True; aqui atua apenas no treinamento.',
  'tensor-argument': 'Recebe um tensor como argumento nomeado.',
  'no-run': ({ why }: { why: string }) => `Os pesos não foram mantidos: ${why}`,
  'no-run-placeholders': ({ count }: { count: number }) =>
    `Os pesos não foram mantidos: ${counted(count, 'camada')} não ${count === 1 ? 'pode ser calculada' : 'podem ser calculadas'}.`,
};
