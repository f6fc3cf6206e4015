/** What a request names: `/engine?token=x`. */
export interface Target {
  /** Decoded; begins with `/`. It may hold `..`. */
  readonly path: string;
  readonly query: URLSearchParams;
}

/**
 * Reads the target of a request (RFC 9112, section 3.2) in the one form that a browser sends to a server. Anybody may
 * send any text: null for every other form, for what is not valid UTF-8, and for a name with a null character.
 */
export function readTarget(text: string | undefined): Target | null {
  if (!text?.startsWith('/')) return null;
  const mark = text.indexOf('?');
  const raw = mark < 0 ? text : text.slice(0, mark);
  let path: string;
  try {
    path = decodeURIComponent(raw);
  } catch {
    return null;
  }
  if (path.includes('\0')) return null;
  return { path, query: new URLSearchParams(mark < 0 ? '' : text.slice(mark + 1)) };
}
