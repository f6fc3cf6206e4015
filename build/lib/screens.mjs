import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Virtual screens, so that windows are tested side by side: no two share a screen or a clipboard.
 * @param {number} count
 * @returns {Promise<{names: string[], close(): void}>} what `DISPLAY` has to be for each
 */
export async function openScreens(count) {
  const servers = Array.from({ length: count }, () =>
    // Each looks for a free number, and writes it to the file descriptor.
    spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    }),
  );
  const close = () => {
    for (const server of servers) server.kill();
  };
  try {
    const names = await Promise.all(
      servers.map(async (server) => {
        const failed = once(server, 'exit').then(() => Promise.reject(new Error('Xvfb ended at its start')));
        const [number] = await Promise.race([once(server.stdio[3], 'data'), failed]);
        return `:${String(number).trim()}`;
      }),
    );
    return { names, close };
  } catch (error) {
    close();
    throw error;
  }
}
