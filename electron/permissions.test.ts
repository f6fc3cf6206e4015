import { describe, expect, it, vi } from 'vitest';

vi.mock('electron', () => ({}));
const { isOurCamera } = await import('./permissions.ts');

const camera = { permission: 'media', url: 'app://convas/index.html', isMainFrame: true, media: ['video'] };

describe('what a page may be allowed', () => {
  it('is the camera, for our page', () => {
    expect(isOurCamera(camera)).toBe(true);
    expect(isOurCamera({ ...camera, url: 'app://convas' })).toBe(true);
  });

  it.each([
    { ...camera, media: ['video', 'audio'] },
    { ...camera, media: ['audio'] },
    { ...camera, media: [] },
    { ...camera, permission: 'geolocation' },
    { ...camera, permission: 'clipboard-read' },
    { ...camera, isMainFrame: false },
    { ...camera, url: 'https://example.com/' },
    { ...camera, url: 'app://convas.example/' },
    { ...camera, url: '' },
  ])('is not %j', (question) => expect(isOurCamera(question)).toBe(false));
});
