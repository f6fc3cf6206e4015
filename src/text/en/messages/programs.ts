/** Comments in exported programs. */
export const programs = {
  about: ({ name }: { name: string }) => `${name}, exported by Convas.`,
  takes: ({ input, output }: { input: string; output: string }) => `Takes ${input}, returns ${output}.`,
  loads: 'The trained network, ready to predict.',
};
