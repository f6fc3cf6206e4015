import { command } from './command.ts';

/** Commands about this machine. */
export const machine = {
  serve: command(
    {
      description: 'serve the app as a page for a browser on this machine',
      options: { port: '<n> port on 127.0.0.1; 0 takes a free one' },
      open: 'open this address in a browser on this machine; press Ctrl-C to stop',
      unexpected: ({ error }: { error: string }) => `an unexpected error: ${error}`,
    },
    {
      description: 'serve o aplicativo como página para um navegador desta máquina',
      options: { port: '<n> porta em 127.0.0.1; 0 usa uma livre' },
      open: 'abra este endereço em um navegador desta máquina; pressione Ctrl-C para parar',
      unexpected: ({ error }) => `erro inesperado: ${error}`,
    },
  ),
  doctor: command(
    {
      description: 'check everything that Convas depends on, and how to fix it',
      options: { measure: 'measure which kernels are fastest on this machine' },
      ok: 'ok',
      missing: 'MISSING',
      uses: ({ native }: { native: boolean }) =>
        `training uses: ${native ? 'native TensorFlow' : 'WebAssembly'}`,
      processor: (of: { model: string; threads: number; set: string; limited: boolean }) =>
        `processor: ${of.model}, ${of.threads} ${of.threads === 1 ? 'thread' : 'threads'}, ${of.set}` +
        (of.limited ? ' (limited by ONEDNN_MAX_CPU_ISA)' : ''),
      kernels: 'kernels',
      statistics: 'with batch statistics',
      compared: 'compared',
      measured: ({ date, disturbed }: { date: string; disturbed: boolean }) =>
        `measured on ${date}${disturbed ? ', while other programs were busy: they are measured again before a training' : ''}`,
      unmeasured:
        'not measured yet: this happens before the first training (about ten seconds), or now by `convas doctor --measure`',
      pinned: 'set by CONVAS_KERNELS',
    },
    {
      description: 'verifica tudo de que o Convas depende, e como corrigir',
      options: { measure: 'mede quais kernels são os mais rápidos nesta máquina' },
      ok: 'ok',
      missing: 'FALTA',
      uses: ({ native }) => `o treino usa: ${native ? 'TensorFlow nativo' : 'WebAssembly'}`,
      processor: (of) =>
        `processador: ${of.model}, ${of.threads} ${of.threads === 1 ? 'thread' : 'threads'}, ${of.set}` +
        (of.limited ? ' (limitado por ONEDNN_MAX_CPU_ISA)' : ''),
      kernels: 'kernels',
      statistics: 'com estatísticas do lote',
      compared: 'comparado',
      measured: ({ date, disturbed }) =>
        `medidos em ${date}${disturbed ? ', enquanto outros programas estavam ocupados: são medidos de novo antes de um treino' : ''}`,
      unmeasured:
        'ainda não medidos: isso acontece antes do primeiro treino (cerca de dez segundos), ou agora com `convas doctor --measure`',
      pinned: 'definidos por CONVAS_KERNELS',
    },
  ),
};
