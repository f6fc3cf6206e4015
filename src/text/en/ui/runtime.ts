/** Native TensorFlow, which small packages of the app download. */
export const runtime = {
  missingTitle: 'Native TensorFlow is not installed.',
  missing: (size: string | null) =>
    `This package comes without it. Training uses WebAssembly, which is slower, until you download it${
      size === null ? '' : ` (${size}, once)`
    }.`,
  download: 'Download',
  decline: "Don't ask again",
  underwayTitle: 'Installing native TensorFlow.',
  phases: {
    waiting: 'Waiting for another Convas that is installing it',
    downloading: 'Downloading',
    verifying: 'Verifying',
    unpacking: 'Unpacking',
    checking: 'Checking that it loads',
  },
  amount: (done: string, total: string) => `${done} of ${total}`,
  cancel: 'Cancel',
  failedTitle: 'Native TensorFlow was not installed.',
  failed: 'Training uses WebAssembly.',
  installed: 'Native TensorFlow is installed.',
  waitingForRun: 'The engine is busy and uses it after its next start.',
  restart: 'Restart the engine',
  open: 'Download native TensorFlow',
};
