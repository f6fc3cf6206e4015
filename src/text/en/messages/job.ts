import { list } from '../words.ts';

/** Why a job for several processes cannot be written, or has failed. */
export const job = {
  optimizer: ({ title, known }: { title: string; known: readonly string[] }) =>
    `A job does not train with ${title}. It knows ${list(known)}: choose one with --optimizer.`,
  'optimizer-variant': ({ title }: { title: string }) =>
    `A job trains with plain ${title} alone: switch its variants (AMSGrad, centering, momentum of RMSprop) off.`,
  target:
    'A job trains networks for classes, for numbers, or to give back their input. This one learns something else.',
  loss: ({ title, known }: { title: string; known: readonly string[] }) =>
    `A job does not train with the loss ${title} here. It knows ${list(known)}: choose one with --loss.`,
  schedule: ({ title }: { title: string }) =>
    `The schedule ${title} watches how the training goes; a job has all learning rates beforehand. Choose another with --schedule.`,
  pretraining:
    'A job does not pretrain layers. Add --pretrain none, or start from a run that was pretrained here.',
  transfer:
    'A job does not take over the weights of another network, as this document asks. Train it here, or remove its initial weights.',
  'early-stopping': 'A job does not stop early. Add --early-stopping none and say how many --epochs.',
  rules: ({ layer }: { layer: string }) =>
    `The layer ${layer} has a penalty or a constraint on its weights, which a job does not have. Remove it.`,
  'random-steps':
    'The preprocessing has random steps (augmentation), which a job does not have. Switch them off in the document.',
  outputs:
    'A job cannot make scores of what the last layer puts out. End the network with a softmax, or with scores.',
  'no-python': ({ command }: { command: string }) =>
    `${command} could not be started. Install Python with the packages of requirements.txt, or name one in CONVAS_PYTHON.`,
  weight: ({ name }: { name: string }) => `The weights that came back lack ${name}, or it has another size.`,
  stopped: 'it was stopped',
  failed: ({ reason, folder }: { reason: string; folder: string }) =>
    `The job ended before its last step: ${reason}. Its checkpoint is in ${folder}; start its submit script there to go on.`,
};
