import type { Catalogue, Translated } from '../../structure.ts';
import { counted, groupDigits, list } from '../words.ts';

const backends: Readonly<Record<string, string>> = { native: 'nativo', wasm: 'wasm', cpu: 'cpu' };

export const interchange: Translated<Catalogue['messages']['interchange']> = {
  'no-format': ({ format, known }) => `O formato “${format}” não existe. Existem ${list(known)}.`,
  'wrong-option': ({ format, wrong, known }) =>
    `As opções de ${format} não são válidas. ${wrong} ${known.length === 0 ? 'O formato não tem opções.' : `As opções dele são ${list(known)}.`}`,
  'needs-run': ({ format }) =>
    `${format} guarda o que um treinamento encontrou: exporte uma execução em vez de um documento.`,
  'no-export': 'A exportação não está mais disponível. Exporte de novo.',
  canceled: 'A exportação foi cancelada; nada foi gravado.',
  'not-exportable': ({ format, count, layers }) =>
    [
      `${format} não consegue representar ${count === 1 ? 'uma camada' : counted(count, 'camada')} desta rede; nada foi gravado.`,
      ...layers,
    ].join('\n'),
  layer: ({ name, kind, parameter, reason, remedy }) =>
    `“${name}” (${kind}${parameter === null ? '' : `, ${parameter}`}): ${reason} ${remedy}`,

  'other-count': ({ found, expected }) =>
    `ele tem ${counted(found, 'saída')}, e a rede tem ${groupDigits(expected)}`,
  'other-shape': ({ found, expected }) => `a saída dele é ${found}, e a da rede é ${expected}`,
  'other-value': ({ example, value, output, found, expected }) =>
    `no exemplo ${groupDigits(example)}, o valor ${groupDigits(value)}${output === null ? '' : ` da saída ${output}`} é ${found} lá e ${expected} aqui`,
  'first-different': ({ name, kind, where }) =>
    `“${name}” (${kind}) é a primeira camada que difere; ${where}`,
  runtime: ({ version, backend }) =>
    `TensorFlow.js${version === null ? '' : ` ${version}`}, backend ${backends[backend] ?? backend}`,
  'backend-not-loaded': ({ backend }) =>
    `O backend ${backend} do TensorFlow.js não carregou. Instale os pacotes de novo com npm install.`,
  'thread-ended': ({ code }) =>
    `O TensorFlow.js terminou com o código ${code} antes de responder. Tente de novo; se falhar outra vez, o modelo talvez seja grande demais para ser verificado aqui.`,
  'onnx-runtime': ({ version }) => `ONNX Runtime${version === null ? '' : ` ${version}`}, WebAssembly`,
  'onnx-thread-ended': ({ code }) =>
    `O ONNX Runtime terminou com o código ${code} antes de responder. Tente de novo; se falhar outra vez, o modelo talvez seja grande demais para ser verificado aqui.`,
  'onnx-too-large': ({ bytes }) =>
    `Um arquivo ONNX comporta 2 GB; os pesos desta rede ocupam ${groupDigits(Math.round(bytes / 1e6))} MB, a maior parte nesta camada.`,
  'fix-onnx-too-large': 'Reduza-a, ou exporte para um formato que guarda os pesos em vários arquivos.',
  'stack-too-small': ({ layers }) =>
    `O TensorFlow.js esgota a pilha ao carregar uma rede de ${groupDigits(layers)} camadas. Monte a rede com menos camadas ou carregue-a onde a pilha seja maior (node --stack-size).`,

  'no-dilation': ({ what }) =>
    `O TensorFlow.js calcula convoluções ${{ '3d': '3D', depthwise: 'em profundidade (depthwise)', transposed: 'transpostas' }[what]} sem dilatação.`,
  'fix-dilation': 'Defina a dilatação como 1 e use um núcleo maior para manter o campo receptivo.',
  'no-groups': 'O TensorFlow.js ignora os grupos: faria a convolução sobre todos os canais.',
  'fix-groups': 'Defina os grupos como 1 ou divida os canais em ramos que são concatenados.',
  'separable-dilation':
    'O TensorFlow.js falha em convoluções separáveis com dilatação quando usa o TensorFlow nativo sem oneDNN.',
  'no-output-padding':
    'O TensorFlow.js não tem preenchimento da saída (output padding) em convoluções transpostas.',
  'fix-output-padding':
    'Deixe o preenchimento da saída vazio e preencha ou recorte a saída com uma camada depois dela.',
  'no-partial-connections':
    'O TensorFlow.js não tem convolução cujos mapas sejam conectados a apenas algumas das entradas.',
  'fix-partial-connections': 'Substitua-a por uma Conv2D, que é conectada a todas, e treine a rede.',
  'no-distances': 'O TensorFlow.js não tem camada que meça distâncias a padrões fixos.',
  'fix-distances':
    'Substitua-a por uma camada Dense com o mesmo número de unidades e softmax, e treine a rede.',
  'no-tensor-products': 'O TensorFlow.js multiplica apenas vetores e matrizes.',
  'fix-tensor-products': 'Mude antes o formato das entradas para matrizes.',
  'no-group-normalization': 'O TensorFlow.js não tem normalização em grupo.',
  'fix-group-normalization': 'Substitua-a por BatchNormalization ou LayerNormalization e treine a rede.',
  'no-local-response': 'O TensorFlow.js não tem camada de normalização de resposta local.',
  'fix-local-response': 'Substitua-a por BatchNormalization ou remova-a, e treine a rede.',
  'no-lone-bias': 'O TensorFlow.js não tem camada que apenas some um viés.',
  'fix-lone-bias': 'Ative o coeficiente e treine a rede, ou use AveragePooling2D.',
  'no-resizing': 'A camada Resizing do TensorFlow.js não carrega.',
  'fix-resizing': 'Remova-a e forneça à rede imagens do tamanho que ela produz.',
  'no-grayscale': 'O TensorFlow.js não tem camada que converta imagens coloridas em cinza.',
  'fix-grayscale': 'Remova-a, deixe a entrada com um canal e treine a rede com imagens em cinza.',
  'no-recurrent-activation': ({ activation }) =>
    `O TensorFlow.js não conhece a ativação ${activation}, que é aplicada a cada instante.`,
  'fix-recurrent-activation': 'Escolha outra ativação, tanh ou sigmoide, e treine a rede.',
  'no-reset-after': 'O TensorFlow.js só aplica a porta de reset de uma GRU antes do produto de matrizes.',
  'fix-reset-after': 'Desative-o e treine a rede de novo, ou use uma LSTM.',
  'no-volume-padding': 'O TensorFlow.js não preenche volumes.',
  'fix-volume-padding': 'Remova-a e defina o preenchimento da convolução ou do pooling seguinte como same.',
  'no-volume-cropping': 'O TensorFlow.js não recorta volumes.',
  'fix-volume-cropping': 'Remova-a e forneça à rede volumes já recortados.',
  'inner-layer': ({ kind, reason }) => `A ${kind} dentro dela: ${reason}`,
  'no-bilinear':
    'Na interpolação bilinear, o TensorFlow.js usa outros pixels: alinha os cantos dos pixels, e não os centros.',
  'fix-bilinear': 'Defina a interpolação como nearest, com uma convolução em seguida que suavize.',
  'no-volume-upsampling': 'O TensorFlow.js não amplia volumes.',
  'fix-volume-upsampling': 'Remova-a. O TensorFlow.js não tem camada que faça o mesmo.',

  'no-python': ({ command }) =>
    `O Python não foi encontrado como ${command}. Defina CONVAS_PYTHON com um Python que tenha a biblioteca.`,
  'no-python-module': ({ command, module }) =>
    `${command} não tem o módulo ${module}. Instale-o ou defina CONVAS_PYTHON com um Python que o tenha.`,
  'python-slow': ({ seconds }) => `O Python não respondeu em ${seconds} segundos.`,

  'no-torch-dot': 'O código em PyTorch só é escrito para produtos de vetores.',
  'fix-torch-dot': 'Achate (flatten) as entradas antes dela.',
  'no-torch-recurrent-dropout':
    'O PyTorch não tem camada recorrente que descarte as mesmas unidades em todos os instantes.',
  'fix-torch-recurrent-dropout': 'Defina como 0, com uma camada Dropout antes dela.',
  'no-torch-recurrent-activation': 'O código em PyTorch não é escrito para uma softmax a cada instante.',
  'fix-torch-recurrent-activation': 'Escolha outra ativação, tanh ou sigmoide, e treine a rede.',
  'no-torch-wrapper': 'O código em PyTorch não é escrito para camadas dentro de outras camadas.',
  'fix-torch-wrapper': 'Use a camada de dentro sozinha e treine a rede.',
  'needs-native':
    'Um SavedModel é gravado a partir do TensorFlow nativo, que falta nesta máquina. convas doctor explica como obtê-lo.',
  'no-png-here': 'Esta página não desenha arquivos PNG. Exporte a figura como SVG ou PDF.',
  'player-one-input': 'A página tem um formulário para uma só entrada.',
  'fix-player-one-input': 'Junte as entradas ou exporte um modelo de grafo.',
  'graph-needs-native':
    'O grafo é gravado a partir do TensorFlow nativo, que falta nesta máquina. convas doctor explica como obtê-lo.',
  'lite-needs-native':
    'Modelos do TensorFlow Lite são gravados a partir do TensorFlow nativo, que falta nesta máquina. convas doctor explica como obtê-lo.',
  'bytes-of-images':
    'O modelo só pode receber bytes quando a rede tem uma entrada e os dados são imagens que estão disponíveis. Exporte com input=floats.',
  'no-standardizing':
    'O TensorFlow.js não tem camada que padronize cada imagem. Exporte um modelo de grafo, ou este com input=floats.',
  'bytes-channels-last': 'Os bytes de imagens têm os canais por último. Exporte com layout=nhwc.',
  'nothing-to-calibrate':
    'O int8 precisa de exemplos de treinamento para medir os intervalos das ativações, e não há nenhum. Exporte em float32 ou float16.',
  'no-lite-operator': ({ op }) =>
    `O TensorFlow Lite não tem operador para ${op} do TensorFlow. Exporte um SavedModel.`,
  'no-keras-dilation':
    'O TensorFlow não calcula convoluções transpostas com dilatação em um processador (CPU).',
  'no-model-in-program': ({ file }) => `${file} não define um modelo. Exporte novamente.`,
  'program-needs-data': ({ dataset }) =>
    `O programa lê os dados de um arquivo ao lado, e ${dataset} não está nesta máquina. Baixe ou prepare os dados antes.`,
  'program-data-large': ({ dataset, bytes }) =>
    `${dataset} ocupa ${groupDigits(Math.round(bytes / 1e6))} MB, mais do que se grava ao lado de um programa (1.000 MB). Exporte o programa de uma rede com parte dos dados e defina DATA ao executá-lo.`,
};
