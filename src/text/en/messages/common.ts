/** Pieces that many sentences are made of. */
export const common = {
  named: ({ name, told }: { name: string; told: string }) => `${name}: ${told}`,
  two: ({ first, second }: { first: string; second: string }) => `${first} ${second}`,
};
