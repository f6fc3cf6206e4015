/** Editing a document with others at the same time. */
export const together = {
  title: 'Edit together',
  lead: 'Several people edit this document at the same time: each sees the others’ pointers, and undo takes back only one’s own edits. Without a connection you can go on; what everyone did is merged once it is back.',
  name: 'Your name',
  unnamed: 'Someone',
  start: 'Share this document',
  started: 'The document is edited together from now on.',
  stop: 'Continue alone',
  link: 'Link',
  linkHelp: 'For another browser that reaches this server. It lets whoever has it use this Convas.',
  code: 'Code',
  codeHelp:
    'For people whose Convas uses the same engine on another machine: they enter it here, under "Link or code".',
  copyCode: 'Copy code',
  join: 'Link or code of a shared document',
  joinButton: 'Join',
  noRoom: 'This is neither a link to a shared document nor a code. Copy it again, whole.',
  nobody:
    'Nobody who has the document answered within 20 seconds. Ask whether it is still shared, and for a new link.',
  unreachable: 'The server of this page cannot be reached.',
  waiting: 'No connection; trying again. Your edits are kept and merged.',
  people: (names: readonly string[]) =>
    names.length === 0 ? 'Nobody else is here yet.' : `Here with you: ${names.join(', ')}`,
  noEngine:
    'The window edits together over an engine on another machine: connect to one under the engine’s state, top right, and all others to the same.',
  noServer:
    'A document can be edited together where a server connects the people: start Convas with "convas serve", or with CONVAS_ENGINE for an engine that all of you use, and open its page.',
};
