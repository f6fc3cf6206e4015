import type { Catalogue, Translated } from '../../structure.ts';
import { decimal } from '../words.ts';

const gigabytes = (bytes: number): string => decimal(bytes / 1e9, { maximumFractionDigits: 1 });

const parts = { 'native runtime': 'TensorFlow nativo', Electron: 'Electron' } as const;
const phases = {
  waiting: 'aguardando',
  downloading: 'baixando',
  verifying: 'verificando',
  unpacking: 'descompactando',
  compiling: 'compilando',
  checking: 'conferindo',
} as const;

export const provision: Translated<Catalogue['messages']['provision']> = {
  attempts: ({ attempts }) => attempts.join('; '),
  'no-source': 'não há fonte para tentar',
  'tried-recently': ({ reason }) => `${reason} (tentado há pouco)`,
  'source-libtensorflow': 'libtensorflow, com a ligação (binding) compilada aqui',
  'source-wheel': 'libtensorflow do pacote (wheel) do Python, com a ligação (binding) compilada aqui',
  'source-packaged': 'libtensorflow para o módulo nativo deste pacote',
  'source-release': 'versão oficial do Electron',
  'source-registry': 'Electron do registro do npm',
  'old-electron': ({ version }) =>
    `O Electron ${version} do registro do npm está em uso: uma versão antiga, para testes e para máquinas que não alcançam a versão oficial do Electron. Nunca a distribua.`,
  'not-installed': ({ program }) => `${program} não está instalado`,
  'fix-install': ({ program }) => `Instale ${program}.`,
  'no-reason': 'sem informar o motivo',
  'no-python': 'nenhum Python com pip foi encontrado',
  'fix-python': 'Instale-o (Debian: apt-get install python3-pip) e tente novamente.',
  'no-compiler': 'nenhum compilador C++ foi encontrado',
  'fix-compiler':
    'Instale um compilador C++ (Debian: apt-get install g++; macOS: xcode-select --install) e tente novamente.',
  'not-compiled': ({ reason }) => `a ligação (binding) não compila: ${reason}`,
  'not-loaded': ({ reason }) => `o TensorFlow nativo não carrega nesta máquina: ${reason}`,
  'fix-libraries':
    'O Convas funciona sem ele, com WebAssembly; ele precisa de uma glibc atual (2.27 ou posterior) e da libstdc++.',
  'no-archive': ({ archive }) => `não existe ${archive}`,
  'no-library': ({ platform, processor }) =>
    `não existe uma libtensorflow para ${platform} em ${processor} com a qual a ligação (binding) possa ser compilada`,
  'no-wheel': ({ platform, processor }) => `não existe um pacote (wheel) para ${platform} em ${processor}`,
  'no-carrier': ({ system }) => `nenhum pacote contém o Electron para ${system}`,
  'fix-browser': 'Use o aplicativo no navegador: convas serve.',
  'fix-wasm': 'O Convas funciona sem ele, com WebAssembly.',
  'npm-failed': ({ package: spec, reason }) => `o npm não conseguiu baixar ${spec}: ${reason}`,
  'fix-npm': 'Verifique a conexão e o registro do npm (npm config get registry) e tente novamente.',
  'pip-failed': ({ package: spec, reason }) => `o pip não conseguiu baixar ${spec}: ${reason}`,
  'fix-pip': 'Verifique a conexão e o índice do pip (pip config list) e tente novamente.',
  answered: ({ host, status, url }) => `${host} respondeu ${status} para ${url}`,
  'cut-short': (of) => `${of.host} enviou ${of.done} de ${of.total} bytes de ${of.url}`,
  unreachable: ({ host }) => `não foi possível alcançar ${host}`,
  interrupted: ({ host }) => `a conexão com ${host} foi interrompida`,
  'fix-connection': 'Verifique a conexão e tente novamente.',
  stopped: 'parado a pedido',
  'taken-over': 'outro processo assumiu o trabalho',
  'fix-again': 'Tente novamente.',
  'wrong-digest': (of) =>
    `${of.what} não é o arquivo esperado: seu ${of.algorithm} é ${of.actual}, não ${of.expected}`,
  'fix-digest':
    'Algo entre esta máquina e o distribuidor alterou o arquivo: tente outra rede ou outro registro.',
  'too-little-space': ({ free, needed }) =>
    `há ${gigabytes(free)} GB livres onde ${gigabytes(needed)} GB são necessários temporariamente`,
  'fix-space': 'Libere espaço ou defina CONVAS_CACHE como uma pasta em um disco maior.',
  'fix-folder': 'Defina CONVAS_CACHE como uma pasta em que você possa gravar.',
  'fix-doctor': 'Execute `convas doctor` para ver o que falta.',
  progress: ({ part, phase, detail }) => `${parts[part]}: ${phases[phase]} ${detail}`,
  'for-another': 'outro Convas que está fazendo isto',
  'the-operations': 'operações próprias',
  'operations-not-compiled': ({ reason }) => `as operações próprias não compilam: ${reason}`,
  'fix-newer-compiler': 'Use g++ 9 ou clang 10, ou posterior.',
  'operations-elsewhere': 'as operações próprias existem só para Linux em x64',
  'no-operations':
    'não compiladas; com um compilador C++, `npm start` ou `npm test` as compila (só Linux em x64)',
  'the-binding': 'a ligação (binding) do tfjs-node',
  'that-it-loads': 'se ele carrega',
  'check-node': 'Node',
  'check-native runtime': 'TensorFlow nativo',
  'check-own operations': 'operações próprias',
  'check-python': 'Python',
  'check-compiler': 'compilador',
  'check-electron': 'Electron',
  'check-display': 'tela',
  'check-graphics card': 'placa de vídeo',
  'no-card': 'nenhuma placa NVIDIA foi encontrada (nvidia-smi); o treino usa o processador',
  cards: ({ cards }) =>
    `${cards
      .map(
        ({ name, gigabytes, capability, driver }) =>
          `${name}, ${gigabytes} GB, compute capability ${capability}, driver ${driver}`,
      )
      .join(
        '; ',
      )}. O motor treina no processador; \`convas job\` treina na placa, onde o Python tem PyTorch com CUDA`,
  'check-disk space': 'espaço em disco',
  'check-cache folder': 'pasta do cache',
  'check-datasets folder': 'pasta dos conjuntos de dados',
  'check-runs folder': 'pasta das execuções',
  'fix-node': ({ version }) => `Instale o Node ${version} ou posterior.`,
  'not-needed': ({ what }) => `${what}; não é necessário agora`,
  'fix-pip-package': 'Execute apt-get install python3-pip, ou instale qualquer Python 3 com pip.',
  'fix-compiler-package': 'Execute apt-get install g++, ou xcode-select --install no macOS.',
  'not-obtained': 'ainda não baixado',
  'fix-obtain': 'Execute `npm start` ou `npm test` uma vez para baixá-lo. Até lá o WebAssembly é usado.',
  'native-damaged': ({ folder }) => `um arquivo em ${folder} está faltando ou incompleto`,
  'fix-obtain-again': 'Execute `npm start` ou `npm test` uma vez para baixá-lo de novo.',
  'native-not-linked': ({ folder }) => `em ${folder}, mas esta cópia do Convas não está ligada a ele`,
  'native-ready': (of) =>
    `${of.version === '' ? '' : `libtensorflow ${of.version}, `}fonte: ${of.source}, em ${of.folder}`,
  'fix-npm-install': 'Execute `npm install`.',
  'fix-electron': 'Execute `npm start` uma vez; `convas serve` não precisa do Electron.',
  'electron-ready': ({ version, folder }) => `Electron ${version}, em ${folder}`,
  'electron-lacks': ({ library }) => `falta a biblioteca ${library}`,
  'electron-fails': ({ reason }) => `ele não inicia: ${reason}`,
  'fix-electron-libraries': 'Execute apt-get install libgtk-3-0 libnss3 libasound2 libgbm1.',
  display: ({ display }) => `tela ${display}`,
  'no-display': 'não há tela: a janela não pode abrir',
  'fix-display': 'Use o aplicativo no navegador (`convas serve`) ou uma tela virtual: xvfb-run npm start.',
  space: ({ free, folder }) => `há ${gigabytes(free)} GB livres em ${folder}`,
  'fix-so-much-space': ({ needed }) =>
    `Libere ${gigabytes(needed)} GB ou defina CONVAS_CACHE como uma pasta em um disco maior.`,
};
