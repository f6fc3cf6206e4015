import { spawn } from 'node:child_process';

/**
 * Runs this very command again in a process with more in its environment, for what is read as a process starts.
 * Signals are handed on, and the other process ends with this one.
 * @param {Record<string, string>} more
 * @returns {Promise<number>} its exit status
 */
export function runAgain(more) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
      env: { ...process.env, ...more, CONVAS_RUN_AGAIN: '1' },
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
}

/** Whether this is the process that `runAgain` started; it then ends with the one that did. */
export function isRunAgain() {
  if (process.env.CONVAS_RUN_AGAIN !== '1' || !process.channel) return false;
  process.channel.unref();
  process.on('disconnect', () => process.exit(1));
  return true;
}
