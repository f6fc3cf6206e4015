/** Where the scripts of the page are: passed to every worker in its address, for a worker made of a blob has none. */
export const base = (): string => (globalThis as unknown as { convasBase: string }).convasBase;

/**
 * Starts a worker that runs scripts of this page, in order. It is made of a blob, so that the page's security policy
 * holds for it, whatever the server says.
 */
export function startScripts(from: string, scripts: readonly string[]): Worker {
  const imports = scripts.map((script) => `import ${JSON.stringify(new URL(script, from).href)};`).join('\n');
  const url = URL.createObjectURL(new Blob([imports], { type: 'text/javascript' }));
  return new Worker(url, { type: 'module' });
}

/** A thread's first message: what was sent to it before may be lost. */
export const listening = 'convas:listening';

/** A thread of the engine: it says that it listens, waits for its data and its script's address, then runs it. */
export const startThread = (): Worker => startScripts(base(), ['globals.js', 'thread.js']);

/** Where the script of a thread is, by its name. */
export const threadScript = (name: string): string => new URL(`thread-${name}.js`, base()).href;
