import { counted as countedEn } from '../../en/words.ts';
import { counted as countedPt } from '../../pt/words.ts';
import { command, shared } from './command.ts';

/** Training on several processes or machines. */
export const job = {
  job: command(
    {
      description: 'write a folder that trains a network on several processes or machines, and run it',
      arguments: { document: shared.en.document },
      options: {
        engine: '<engine> what starts the processes: ray, or torchrun',
        workers: '<n> processes that train together; 2 if not given',
        out: '<folder> where the job is written',
        dataset: shared.en.dataset,
        precision: '<precision> of what the layers compute: bf16 is for cards that have it',
        run: 'start it, and keep what comes of it as a run',
        address: '<address> of a Ray cluster; this machine if not given',
      },
      written: ({ files, folder }: { files: number; folder: string }) =>
        `${countedEn(files, 'file')} written to ${folder}`,
      begun: ({ workers, step }: { workers: number; step: number }) =>
        step === 0
          ? `training on ${countedEn(workers, 'process', 'processes')}`
          : `training again on ${countedEn(workers, 'process', 'processes')}, from step ${step}`,
      training: 'training',
      epoch: (of: { epoch: number; scores: string; validation: string | null }) =>
        `epoch ${of.epoch}: ${of.scores}${of.validation === null ? '' : `, validation ${of.validation}`}`,
      run: ({ run }: { run: string }) => `run ${run}`,
    },
    {
      description: 'grava uma pasta que treina uma rede em vários processos ou máquinas e a executa',
      arguments: { document: shared.pt.document },
      options: {
        engine: '<motor> o que inicia os processos: ray ou torchrun',
        workers: '<n> processos que treinam juntos; 2 se não for informado',
        out: '<pasta> onde o job é gravado',
        dataset: shared.pt.dataset,
        precision: '<precisão> com que as camadas calculam: bf16 só em placas que o oferecem',
        run: 'inicia o job e guarda o resultado como uma execução',
        address: '<endereço> de um cluster Ray; esta máquina se não for informado',
      },
      written: ({ files, folder }) => `${countedPt(files, 'arquivo')} em ${folder}`,
      begun: ({ workers, step }) =>
        step === 0
          ? `treinando em ${countedPt(workers, 'processo')}`
          : `treinando de novo em ${countedPt(workers, 'processo')}, a partir da iteração ${step}`,
      training: 'treinando',
      epoch: (of) =>
        `época ${of.epoch}: ${of.scores}${of.validation === null ? '' : `, validação ${of.validation}`}`,
      run: ({ run }) => `execução ${run}`,
    },
  ),
};
