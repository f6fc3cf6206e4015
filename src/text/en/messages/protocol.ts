/** What goes wrong between a face and the engine. */
export const protocol = {
  'invalid-call': ({ call, wrong }: { call: string; wrong: string }) => `${call}: ${wrong}`,
  'invalid-answer': ({ call, wrong }: { call: string; wrong: string }) =>
    `The engine's answer to ${call} is not valid: ${wrong} Restart Convas.`,
  'answer-too-large': ({ call }: { call: string }) =>
    `The answer of ${call} is too large to be sent. Ask for less at a time.`,
  'call-running': ({ id }: { id: number }) => `Call ${id} is already running.`,
  'no-call': ({ call }: { call: string }) => `There is no call "${call}".`,
  'connection-closed': 'The connection was closed.',
  'other-side-closed': 'the other side closed the connection',
  'other-side-gone': 'the other side is gone',
  canceled: ({ call }: { call: string }) => `${call} was canceled.`,
};
