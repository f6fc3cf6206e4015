import type { Catalogue, Translated } from '../../structure.ts';
import { counted, groupDigits, plural } from '../words.ts';

export const insight: Translated<Catalogue['ui']['insight']> = {
  none: 'Ainda não há o que inspecionar',
  unknownLayers: (names, count) =>
    `O Convas não conhece ${plural(count, 'o tipo de uma camada', 'os tipos de algumas camadas')} desta rede: ${names}. As visualizações calculam com a rede inteira; por isso, nenhuma pode ser mostrada até que ${plural(count, 'ela seja trocada', 'elas sejam trocadas')} por camadas que o Convas tem e a rede seja treinada ou importada de novo.`,
  noneAbout:
    'Treine esta rede ou abra uma execução: os filtros e os mapas de características (feature maps) dela aparecem aqui.',
  toTrain: 'Ir para o treinamento',
  toRuns: 'Ir para as execuções',
  otherRuns: 'Outras execuções',
  input: {
    title: 'Entrada',
    source: 'De onde vem a imagem',
    sources: { sample: 'Dos dados', drawn: 'Desenho', photo: 'Foto' },
    asTaken: (size, channels) =>
      `Como a rede a recebe: ${size}, ${channels === 1 ? 'tons de cinza' : 'colorida'}`,
    choose: 'Escolha uma imagem',
    example: 'Exemplo de teste',
    exampleAbout: 'Os dados não são imagens: um exemplo pelo seu número, contado a partir de 0.',
    text: 'Ou um texto seu',
    textAbout: 'A rede lê as palavras que os dados dela têm.',
    textPlaceholder: 'Escreva uma frase',
    numbers: 'Ou números seus',
    numbersAbout: (shape, count) =>
      `${counted(count, 'número')} (${shape}) na ordem dos dados, sem o alvo; com espaços, vírgulas ou quebras de linha entre eles.`,
    count: (given, wanted) => `Há ${counted(given, 'número')}; a rede recebe ${groupDigits(wanted)}.`,
    more: 'Outras imagens',
    image: (label, index) => `${label}, imagem de teste ${index}`,
    truth: (label) => `Rótulo: ${label}`,
    noData: 'Os dados desta execução não estão nesta máquina: baixe-os na etapa Dados.',
    unread: (dataset) => `As imagens de ${dataset} ainda não foram lidas`,
    read: 'Ler as imagens',
    failed: 'Não foi possível ler as imagens',
  },
  pad: {
    label: 'Área para desenhar: desenhe com o ponteiro',
    hint: (classes) => `Desenhe uma destas classes: ${classes}`,
    undo: 'Desfazer o último traço',
    clear: 'Limpar',
    asData: 'Como a rede a recebe',
    asDataAbout: (box, size) =>
      `Reduzido para caber em ${box} pixels, suavizado e centralizado em ${size} pelo centro de massa, como foram os dígitos do MNIST.`,
  },
  photo: {
    drop: 'Solte uma imagem aqui ou em qualquer lugar da janela, ou cole uma.',
    dropHere: 'Solte a imagem',
    file: 'Escolher uma imagem',
    pasted: 'Imagem colada',
    failed: 'A imagem não foi aceita',
    unreadable: (name) =>
      `Não foi possível ler ${name} como imagem. Use um arquivo PNG, JPEG, WebP, GIF ou BMP.`,
    tooLarge: (name) => `${name} tem mais de 64 MB. Use uma imagem menor.`,
    noCanvas: 'Este navegador não dá acesso aos pixels das imagens.',
    original: (name, size) => `${name}, ${size}`,
    fit: 'Como a imagem é ajustada',
    fits: { crop: 'Recortar', stretch: 'Esticar' },
    rule: {
      crop: (size) =>
        `O centro é mantido na proporção das imagens de treino e reduzido a ${size}: cada pixel é a média da área que cobre.`,
      stretch: (size) =>
        `A imagem inteira é reduzida a ${size}, sem manter a proporção: cada pixel é a média da área que cobre.`,
    },
    gray: 'As imagens de treino são em tons de cinza: cada pixel passa a ser a média do vermelho, do verde e do azul.',
    invert: 'Inverter claro e escuro',
    invertAbout:
      'Para traço escuro em papel claro, quando as imagens de treino têm traço claro em fundo escuro.',
    camera: {
      open: 'Usar a câmera',
      title: 'Sem imagem da câmera',
      view: 'O que a câmera vê',
      asking: 'Esperando a câmera',
      take: 'Tirar a foto',
      cancel: 'Cancelar',
      again: 'Tentar de novo',
      name: 'Foto',
      denied:
        'A câmera não pode ser usada aqui. Dê permissão a esta página (no navegador, pelo sinal ao lado do endereço; senão, nas configurações do sistema) e tente de novo.',
      none: 'Nenhuma câmera encontrada. Conecte uma e tente de novo, ou escolha um arquivo de imagem.',
      busy: 'Não foi possível ler a câmera: talvez outro programa a esteja usando. Feche-o e tente de novo.',
      unsupported: 'Este navegador não oferece câmera aqui. Escolha um arquivo de imagem.',
      failed: (reason) =>
        `A câmera não respondeu (${reason}). Tente de novo ou escolha um arquivo de imagem.`,
    },
  },
  prediction: {
    waiting: 'Dê uma imagem à rede para ver a predição.',
    busy: 'Calculando a predição',
    answerIs: (label, detail) => `A rede prediz ${label}, ${detail}`,
    wrong: 'errado',
    right: 'certo',
    failed: 'Sem predição',
    bars: {
      probabilities: 'Probabilidade de cada classe',
      scores: 'Pontuação de cada classe',
      distances: 'Distância a cada classe',
    },
    detail: {
      probabilities: (share) => share,
      scores: (score) => `pontuação ${score}`,
      distances: (distance) => `distância ${distance}`,
    },
  },
  explanation: {
    title: 'Visualização',
    layer: 'Mapas de características e filtros',
    refused: 'Nada a mostrar aqui',
    ofClass: 'Classe',
    answer: 'A classe predita',
    first: 'A primeira classe',
    otherRun: 'Outra execução',
    chooseRun: 'Escolha uma execução',
    noOtherRun: 'Ainda não há outra execução',
    needsRun: 'Escolha uma execução com que comparar.',
    sameChannel: 'O mesmo canal:',
    openImage: 'Explicar a resposta para esta imagem',
    noInput: 'Escolha ou desenhe uma imagem para explicar o que a rede vê nela.',
    failed: (view) => `Não foi possível calcular: ${view}`,
  },
  time: {
    title: 'Momento do treinamento',
    at: (steps, epochs, batch) =>
      batch === 0 ? `Época ${epochs}, iteração ${steps}` : `Na época ${epochs + 1}, iteração ${steps}`,
    now: 'Pesos em uso',
    play: 'Reproduzir de ponto de controle em ponto de controle',
    pause: 'Pausar',
    fork: 'Derivar',
    forkAbout: 'Inicia uma nova execução desta rede com os pesos deste momento',
  },
  exporting: {
    title: 'Exportar',
    formats: {
      png: 'Imagem (PNG)',
      svg: 'Vetores (SVG)',
      csv: 'Números (CSV)',
      json: 'Números (JSON)',
    },
    saved: (place) => `Salvo em ${place}`,
    failed: 'A imagem é grande demais para ser desenhada aqui. Exporte como CSV ou pela linha de comando.',
  },
  keeping: {
    smaller: 'Manter sem estes canais',
    smallerAbout:
      'Cria uma nova execução cuja camada tem de fato menos canais; o que recebe dela também diminui.',
    kept: (before, after) => `Mantida como nova execução: ${before} parâmetros antes, ${after} agora.`,
    keptMacs: (before, after) => `Multiplicações por exemplo: ${before} antes, ${after} agora.`,
    keptAccuracy: (before, after) => `Acurácia de teste: ${before} antes, ${after} agora.`,
    frozen: 'Manter com esta camada congelada',
    frozenAbout:
      'Cria uma nova execução com os mesmos pesos; ao continuar o treinamento, esta camada mantém os seus.',
    keptFrozen: 'Mantida como nova execução. Continue o treinamento dela: a camada mantém os seus pesos.',
    refused: 'Não foi mantida',
    filter: (layer) => `Filtro de ${layer}`,
    filterAbout: 'Contado a partir de 0. Uma nova execução recebe este núcleo no lugar dele.',
    send: 'Colocar o núcleo ali',
  },
  unit: {
    label: (layer, row, column) => `Como surge o valor de ${layer} na linha ${row}, coluna ${column}`,
    play: 'Reproduzir',
    pause: 'Pausar',
    slopes:
      'Esta camada não é uma soma de produtos: os pesos mostrados são as suas inclinações nesta entrada, e o resto é o que elas não explicam.',
  },
  pictures: {
    input: 'Entrada',
    reconstruction: 'Reconstrução',
    preferred: 'A que mais responde',
    difference: 'Diferença: azul ficou mais escuro, vermelho mais claro',
    mask: 'Classe predita de cada pixel: preto é a primeira classe, branco a última',
  },
  overlays: {
    title: 'O que importa na imagem',
    field: 'O que a posição vê; clique ou arraste para movê-la',
    ofClass: (label) => `Para ${label}`,
    legend: {
      magnitude: 'Escuro é nenhuma influência na pontuação, amarelo é a maior.',
      signed: 'Azul conta contra a classe, sem cor é 0, vermelho conta a favor.',
      field:
        'Pixels escuros não mudam nada nesta posição, os amarelos mudam mais; a moldura é o campo teórico.',
    },
  },
  scatter: {
    hover: 'Aponte para um ponto para ver seu exemplo; contorne alguns para escolhê-los.',
    circled: (count) => `${counted(count, 'exemplo escolhido', 'exemplos escolhidos')}`,
    inGrid: 'Mostrar em Dados',
    letGo: 'Limpar',
    at: (label, index) => `${label}, exemplo ${index}`,
  },
  tables: {
    openCell: 'Mostrar estas imagens',
    'reconstruction-error': {
      title: 'Erro de reconstrução',
      about: 'A média dos quadrados das diferenças de todos os pixels, na escala que a rede recebe.',
    },
  },
  layer: {
    title: 'Camada',
    choose: 'Camada',
    hint: 'Ou clique em uma camada na área de desenho.',
    none: 'Nenhuma escolhida',
  },
  maps: {
    title: 'Mapas de características (feature maps)',
    vector: 'Saídas',
    vectorAbout: (units) =>
      `${counted(units, 'valor', 'valores')}${plural(units, '', ', em ordem de leitura')}`,
    count: (count, size) => `${counted(count, 'mapa')} de ${size}`,
    busy: 'Calculando',
    failed: 'Não foi possível calcular os mapas de características',
    noInput: 'Dê uma imagem à rede para ver o que esta camada extrai dela.',
    map: (index) => `Mapa ${index}`,
    showAll: (count) => `Mostrar todos os ${count}`,
    thinned: (every) => `1 de cada ${every} linhas e colunas; na ampliação, todas.`,
    range: (from, to) => `de ${from} a ${to}`,
  },
  filters: {
    title: 'Filtros',
    matrix: (rows, columns) =>
      `${counted(rows, 'filtro')} (linhas), ${counted(columns, 'entrada')} (colunas)`,
    single: (count, size) => `${counted(count, 'filtro')} de ${size}`,
    ofInput: 'Do canal de entrada',
    failed: 'Não foi possível ler os pesos',
    none: 'Esta camada não tem pesos.',
    busy: 'Lendo pesos',
    filter: (index) => `Filtro ${index}`,
    filterOf: (index, input) => `Filtro ${index}, entrada ${input}`,
    dense: (inputs, outputs) =>
      `${counted(inputs, 'entrada')} (${plural(inputs, 'linha')}), ${counted(outputs, 'saída')} (${plural(outputs, 'coluna')})`,
    tooLarge: (shape) => `${shape} é grande demais para desenhar; o histograma está abaixo.`,
  },
  units: {
    matrix: (units, channels) =>
      `Os pesos de ${counted(units, 'unidade')} (linhas) para ${counted(channels, 'canal', 'canais')} (colunas) da imagem anterior.`,
    single: (units, size) =>
      `Os pesos de ${counted(units, 'unidade')}, no formato da imagem achatada, ${size}`,
    ofInput: 'Canal da imagem',
    inColor: 'Em cores',
    filter: (unit) => `Unidade ${unit}`,
    filterOf: (unit, channel) => `Unidade ${unit}, canal ${channel}`,
  },
  scales: {
    activation: 'Escuro é o menor valor, amarelo o maior.',
    weight: 'Pesos: azul é negativo, branco é 0, vermelho é positivo.',
    color:
      'Pesos dos três canais como vermelho, verde e azul: escuro é negativo, cinza médio é 0, claro é positivo.',
  },
  weights: {
    title: 'Pesos',
    label: (name) => `Histograma de ${name}`,
    mean: 'média',
    std: 'desvio padrão',
    broken: (count) => counted(count, 'valor não é finito', 'valores não são finitos'),
  },
  show: {
    normalization: 'Escala de cores',
    shared: 'Comum',
    perMap: 'Por mapa',
    sharedAbout: 'Uma só escala de cores para todos os mapas: dá para compará-los.',
    perMapAbout:
      'Cada mapa tem a própria escala de cores, com o intervalo abaixo dele: mapas fracos ficam visíveis.',
    colors: 'Mapa de cores',
    maps: { auto: 'Padrão', viridis: 'Viridis', diverging: 'Divergente', greys: 'Cinza' },
  },
  enlarged: {
    close: 'Fechar',
    previous: 'Mapa anterior',
    next: 'Próximo mapa',
    hover: 'Aponte para um pixel para ler o valor.',
    at: (row, column, value) => `linha ${row}, coluna ${column}: ${value}`,
    explain: 'Clique em um pixel para ver como surge o seu valor.',
    patches: 'Trechos dos dados que mais o ativam',
  },
};
