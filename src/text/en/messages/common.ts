/** Pieces that many sentences are made of. */
export const common = {
  named: ({ name, detail }: { name: string; detail: string }) => `${name}: ${detail}`,
  two: ({ first, second }: { first: string; second: string }) => `${first} ${second}`,
};
