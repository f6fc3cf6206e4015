import type { Catalogue, Translated } from '../../../structure.ts';
import { counted } from '../../words.ts';

export const engine: Translated<Catalogue['ui']['shell']['engine']> = {
  connecting: 'Iniciando o motor',
  aboutConnecting: 'O motor faz os cálculos em um processo próprio, que está sendo iniciado.',
  restarting: 'Reiniciando o motor',
  crashed: 'O motor parou',
  backends: {
    native: 'nativo',
    webgpu: 'WebGPU',
    webgl: 'WebGL',
    wasm: 'WebAssembly',
    cpu: 'JavaScript puro',
  },
  steps: { compiled: 'compilado', eager: 'operação por operação' },
  aboutBackend: {
    native: 'O próprio TensorFlow faz os cálculos, em um processo separado.',
    webgpu: 'O TensorFlow.js calcula na placa de vídeo, pelo WebGPU.',
    webgl: 'O TensorFlow.js calcula na placa de vídeo, pelo WebGL.',
    wasm: 'O TensorFlow.js calcula em WebAssembly: mais lento que o TensorFlow nativo, com os mesmos resultados.',
    cpu: 'O TensorFlow.js calcula em JavaScript puro: correto, mas muito lento.',
  },
  aboutStep: {
    compiled: 'Cada iteração de treino é executada em uma única chamada.',
    eager: 'Cada iteração de treino é executada operação por operação.',
  },
  version: (version) => `Versão ${version}`,
  process: (pid) => `Processo ${pid}`,
  why: 'Por que não é mais rápido',
  chosen: 'Como foi escolhido',
  pageLimits:
    'Tudo roda nesta página, e nada sai dela. Ela não baixa conjuntos de dados, não executa Python, não verifica exportações em Python nem no TensorFlow nativo, e não abre imagens TIFF nem arquivos compactados que não sejam zip; o aplicativo instalado faz tudo isso.',
  storage: 'Armazenamento do navegador',
  notReady: 'O motor não está pronto: espere um momento ou reinicie-o.',
  crashTitle: 'O motor parou.',
  missingTitle: 'O motor não iniciou.',
  obstacleTitle: 'Ainda não é possível treinar.',
  refusedTitle: 'O treinamento não começou.',
  resumeRun: 'Retomar execução',
  cutTitle: 'A execução foi interrompida.',
  runKept:
    'Ela é retomada do último ponto de controle (checkpoint) e chega aos mesmos pesos de uma execução sem interrupção.',
  crashSafe: 'O seu documento está intacto.',
  runLost:
    'A execução que estava treinando foi interrompida; você pode retomá-la do último ponto de controle (checkpoint).',
  restart: 'Iniciar o motor de novo',
  busy: 'Motor ocupado',
  unanswering: 'O motor não responde',
  hungTitle: 'O motor não responde.',
  hung: {
    computing:
      'Ele está calculando há cinco minutos sem responder. Uma única iteração muito grande pode levar esse tempo; se não for o caso, reinicie o motor.',
    idle: 'O processo está aberto, mas não faz nada.',
    stopped: 'O processo está suspenso e por isso não consegue responder.',
    unknown: 'Ele não dá sinal de vida há dois minutos.',
  },
  hungSafe:
    'Reiniciar encerra o processo do motor. O seu documento fica intacto, e uma execução em andamento pode ser retomada do último ponto de controle (checkpoint).',
  restartHung: 'Reiniciar o motor',
  notEnded: 'O motor não foi reiniciado.',
  aboutBusy: 'Ele está em um cálculo demorado e responde assim que terminar.',
  otherTab:
    'O Convas está calculando em outra aba deste navegador. Feche aquela aba, ou continue nela, e inicie o motor aqui de novo.',
  notInWorker:
    'Este navegador não consegue executar o motor: faltam os module workers. Use um navegador atual.',
  otherStart:
    'O Convas foi iniciado de novo depois que esta página foi aberta: abra o endereço que ele mostrou no terminal.',
  noServer:
    'Não foi possível contatar o motor: inicie o Convas de novo no terminal e abra o endereço que ele mostrar.',
  moving: 'Conectando a outro motor.',
  elsewhere: {
    title: 'Motor em outra máquina',
    about:
      'Execute convas engine --listen HOST:PORTA nela e cole a linha que ele mostra: contém o endereço, o seu token e a impressão digital do certificado. Os dados e as execuções ficam nela.',
    address: 'Endereço',
    placeholder: 'convas://host:8766/#…',
    connect: 'Conectar',
    at: (place) => `em ${place}`,
    connected: (place) => `Conectado ao motor em ${place}. Se a conexão cair, o treinamento continua nele.`,
    own: 'Usar o motor desta máquina',
  },
};

export const kernels: Translated<Catalogue['ui']['shell']['kernels']> = {
  title: (instructionSet) => `Kernels (${instructionSet})`,
  oneDnn: (on) => (on ? 'oneDNN ligado' : 'oneDNN desligado'),
  shards: (shards, threads) =>
    `lotes em ${counted(shards, 'parte', 'partes')}, ${counted(threads, 'thread')} em cada`,
  threads: (within, between) =>
    within === between
      ? counted(within, 'thread')
      : `${counted(within, 'thread')} dentro das operações e ${between} entre elas`,
  pairs: (filters) =>
    filters === 0 ? 'sem colunas em pares' : `colunas em pares até ${counted(filters, 'filtro')}`,
  ownOperations: 'operações próprias para a normalização em lote',
  whole: (words) => `Com estatísticas do lote: ${words}`,
  sources: {
    measured: 'Medidos neste computador.',
    default: 'A escolha usual para este processador. Ela é medida quando o motor está ocioso.',
    pinned: 'Definidos pelo ambiente.',
  },
  measured: (when) => `Medidos como os mais rápidos neste computador, em ${when}.`,
  disturbed: (when) =>
    `Medidos em ${when}, enquanto outros programas usavam o processador; serão medidos de novo mais tarde.`,
  measuring: 'Medindo os kernels',
  measure: 'Medir agora',
  measureAgain: 'Medir de novo',
};

export const browser: Translated<Catalogue['ui']['shell']['browser']> = {
  onDisk: 'Neste computador',
  copy: 'Uma cópia neste navegador',
  unknown: 'Este navegador não tem mais acesso ao arquivo: abra-o de novo.',
  downloads: 'a pasta de downloads deste navegador',
  notAllowed: (name) =>
    `O navegador não recebeu permissão para usar ${name}: tente de novo e dê a permissão.`,
  noStorage: 'Este navegador não guarda dados desta página. Permita o armazenamento para ela e recarregue.',
  storageFull:
    'Este navegador não guarda mais dados desta página: o armazenamento está cheio ou desativado. Libere espaço ou ative-o.',
};

export const log: Translated<Catalogue['ui']['shell']['log']> = {
  engineReady: (backend, version, pid) => `Motor pronto: ${backend}, versão ${version}, processo ${pid}.`,
  engineEnded: (reason) => `O motor parou: ${reason}`,
  otherKernels: (why) => `${why} O motor está sendo reiniciado.`,
  training: (name, epochs) => `Treinamento de “${name}” iniciado: ${counted(epochs, 'época')}.`,
  continued: (name, epoch) => `O treinamento de “${name}” foi retomado depois da época ${epoch}.`,
  pretrained: (layer, error, time) => `${layer} pré-treinada: erro de reconstrução ${error}, ${time}.`,
  epoch: (epoch, loss, validation, time) =>
    `Época ${epoch}: perda ${loss}${validation === null ? '' : `, perda de validação ${validation}`}, ${time}.`,
  ended: {
    finished: 'O treinamento terminou.',
    stopped: 'O treinamento foi parado; os pesos foram mantidos.',
    paused: 'O treinamento está em pausa.',
    resumed: 'O treinamento foi retomado.',
  },
  opened: (name) => `${name} aberto.`,
  saved: (name) => `${name} salvo.`,
  empty: 'Ainda não aconteceu nada. As mensagens do motor e dos arquivos aparecem aqui.',
  clear: 'Limpar o registro',
  level: { info: 'Informação', warning: 'Aviso', error: 'Erro' },
};
