import { BrowserWindow, dialog, session, systemPreferences, type WebContents } from 'electron';
import { pageOrigin } from './page.ts';
import { words } from './words.ts';

/** A permission that is asked for, by whom and for which devices. */
export interface PermissionQuestion {
  readonly permission: string;
  /** The address of the frame that asks. */
  readonly url: string;
  readonly isMainFrame: boolean;
  /** Of `media`: what it is asked for. */
  readonly media: readonly string[];
}

/** Whether it is the camera, and nothing else, for our page itself. */
export const isOurCamera = ({ permission, url, isMainFrame, media }: PermissionQuestion): boolean =>
  permission === 'media' &&
  isMainFrame &&
  (url === pageOrigin || url.startsWith(`${pageOrigin}/`)) &&
  media.length > 0 &&
  media.every((kind) => kind === 'video');

/** Asks the person, on a Mac by the system's own question. */
async function askForCamera(contents: WebContents): Promise<boolean> {
  if (process.platform === 'darwin') return systemPreferences.askForMediaAccess('camera');
  const question = {
    type: 'question' as const,
    message: words.camera,
    detail: words.cameraDetail,
    buttons: [words.cameraAllow, words.cameraRefuse],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  };
  const window = BrowserWindow.fromWebContents(contents);
  const { response } = await (window
    ? dialog.showMessageBox(window, question)
    : dialog.showMessageBox(question));
  return response === 0;
}

/**
 * What the page may ask of the system: the camera, once the person has allowed it, until the app ends. Everything else,
 * and every other page, is refused.
 */
export function guardPermissions(): void {
  const own = session.defaultSession;
  /** Of the camera; several questions at once are asked once. */
  let allowed = false;
  let asking: Promise<boolean> | null = null;
  own.setPermissionRequestHandler((contents, permission, answer, details) => {
    const { requestingUrl: url, isMainFrame } = details;
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    if (!isOurCamera({ permission, url, isMainFrame, media })) return answer(false);
    if (allowed) return answer(true);
    asking ??= askForCamera(contents)
      .catch(() => false)
      .finally(() => {
        asking = null;
      });
    void asking.then((yes) => {
      allowed = yes;
      answer(yes);
    });
  });
  own.setPermissionCheckHandler((_contents, permission, origin, details) => {
    const media = [details.mediaType ?? ''];
    return allowed && isOurCamera({ permission, url: origin, isMainFrame: details.isMainFrame, media });
  });
  own.setDevicePermissionHandler(() => false);
}
