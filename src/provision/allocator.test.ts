import { describe, expect, it } from 'vitest';
import { allocatorEnvironment } from './allocator.ts';

describe('the environment of a process that trains', () => {
  it('asks glibc for huge pages and to keep what is freed', () => {
    expect(allocatorEnvironment({}, 'linux')).toEqual({
      GLIBC_TUNABLES:
        'glibc.malloc.hugetlb=1:glibc.malloc.mmap_threshold=33554432:' +
        'glibc.malloc.trim_threshold=1073741824:glibc.malloc.top_pad=67108864',
    });
  });

  it('leaves what somebody set', () => {
    const { GLIBC_TUNABLES } = allocatorEnvironment(
      { GLIBC_TUNABLES: 'glibc.malloc.hugetlb=0:glibc.cpu.hwcaps=-AVX512F' },
      'linux',
    );
    expect(GLIBC_TUNABLES).toMatch(/^glibc\.malloc\.hugetlb=0:glibc\.cpu\.hwcaps=-AVX512F:glibc/);
    expect(GLIBC_TUNABLES).not.toContain('hugetlb=1');
  });

  it('is as it was on other systems', () => {
    expect(allocatorEnvironment({}, 'darwin')).toEqual({});
    expect(allocatorEnvironment({}, 'win32')).toEqual({});
  });
});
