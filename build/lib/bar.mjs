const width = 24;
const megabytes = (bytes) => (bytes / 1e6).toFixed(0);

function duration(seconds) {
  if (!Number.isFinite(seconds)) return '';
  const whole = Math.max(0, Math.round(seconds));
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/**
 * Draws provisioning on stderr: a bar with the time left on a terminal, a line for each phase elsewhere.
 * @param {Pick<typeof import('../../src/provision/index.ts'), 'progressInWords' | 'text'>} words
 * @returns {{ onProgress: (progress: import('../../src/provision/progress.ts').Progress) => void, end: () => void }}
 */
export function progressBar({ progressInWords, text }, stream = process.stderr) {
  let title = '';
  let since = 0;
  let drawn = 0;
  const clear = () => stream.isTTY && stream.write('\r\x1b[2K');
  const onProgress = (progress) => {
    const { done, total } = progress;
    const now = performance.now();
    const next = progressInWords(progress);
    if (next !== title) {
      title = next;
      since = now;
      drawn = 0;
      if (!stream.isTTY) stream.write(`${title}\n`);
    }
    if (!stream.isTTY || now - drawn < 100) return;
    drawn = now;
    clear();
    if (done === null || !total) {
      stream.write(`${title} ...`);
      return;
    }
    const share = Math.min(1, done / total);
    const filled = Math.round(share * width);
    const time = duration(((now - since) / 1000) * (1 / share - 1));
    const left = time && text.launch.left({ time });
    const bar = '#'.repeat(filled) + '-'.repeat(width - filled);
    stream.write(
      `${title} [${bar}] ${text.launch.bytes({ done: megabytes(done), total: megabytes(total) })} ${left}`,
    );
  };
  return { onProgress, end: clear };
}
