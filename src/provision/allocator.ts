const mebibyte = 2 ** 20;

/**
 * How glibc hands out memory in a process that trains: in huge pages, and without giving it back after each step. A
 * step allocates and frees tensors of megabytes, and most of what an element-wise operation costs is then the kernel's
 * clearing of fresh pages. glibc reads this once, as the process starts.
 */
const tunables: Readonly<Record<string, number>> = {
  'glibc.malloc.hugetlb': 1,
  /** The largest that glibc accepts: larger blocks are mapped again each time. */
  'glibc.malloc.mmap_threshold': 32 * mebibyte,
  /** Free memory at the top of the heap that the process keeps. */
  'glibc.malloc.trim_threshold': 1024 * mebibyte,
  'glibc.malloc.top_pad': 64 * mebibyte,
};

/**
 * The environment for a process that trains; what someone set is left as it is.
 * @see https://www.gnu.org/software/libc/manual/html_node/Memory-Allocation-Tunables.html
 */
export function allocatorEnvironment(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): Record<string, string> {
  if (platform !== 'linux') return {};
  const given = env['GLIBC_TUNABLES'] ?? '';
  const own = Object.entries(tunables)
    .filter(([name]) => !given.includes(`${name}=`))
    .map(([name, value]) => `${name}=${value}`);
  return own.length === 0 ? {} : { GLIBC_TUNABLES: [...(given ? [given] : []), ...own].join(':') };
}
