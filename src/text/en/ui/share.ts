import { plural } from '../words.ts';

/** The document as a link. */
export const share = {
  title: 'Share as a link',
  lead: 'The link holds the whole network, without data and weights. What stands behind its # is not sent to any server.',
  address: 'Address of a Convas page',
  addressHelp: 'The static page that the link opens, such as that of your course.',
  link: 'Link',
  length: (characters: string, count: number) =>
    plural(count, `${characters} character`, `${characters} characters`),
  copy: 'Copy link',
  copied: 'Copied',
  code: 'QR code of the link',
  tooLong: 'The link is too long for a QR code.',
  damaged: 'The link is damaged: parts of it are missing or were changed. Copy it again, whole.',
};
