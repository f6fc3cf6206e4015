import type { Catalogue, Translated } from '../structure.ts';
import { decimal } from './words.ts';

export const launch: Translated<Catalogue['launch']> = {
  browserInstead: ({ why }) => `${why}: abrindo o aplicativo no navegador`,
  asked: '--browser',
  noDisplay: 'não há tela',
  noElectron: ({ reason }) => `o Electron não está disponível (${reason})`,
  noWindow: ({ reason }) => `não foi possível abrir a janela: ${reason}`,
  noSandbox: ({ root }) =>
    `${root ? 'o Chromium não roda isolado (sandbox) como root' : 'este sistema não permite namespaces de usuário a usuários comuns'}: a janela roda com --no-sandbox`,
  built: ({ target, seconds }) =>
    `${target} compilado em ${decimal(seconds, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} s`,
  nativeReady: ({ version, source }) => `o TensorFlow nativo ${version} está pronto (${source})`,
  wasmInstead: ({ reason }) => `o treino usará WebAssembly, mais lento que o TensorFlow nativo: ${reason}`,
  bytes: ({ done, total }) => `${done} de ${total} MB`,
  left: ({ time }) => `faltam ${time}`,
};
