/** Of a change of view, in milliseconds: none where the system asks for less motion. */
export function motion(milliseconds = 120): number {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : milliseconds;
}
