import { counted, groupDigits } from '../words.ts';

type Place = { line: number; column: number };
type Field = { field: string; found: string | null };

const at = ({ line, column }: Place): string => `line ${line}, column ${column}`;
const but = (found: string | null): string => (found === null ? 'but it is missing' : `but it is ${found}`);

const nouns = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/** What is wrong with a document, or with an edit of one. */
export const document = {
  /** What dialogs call the files. */
  format: 'Convas document',
  'parameter-name': ({ name }: { name: string }) =>
    `A parameter cannot be called ${name}: choose another name.`,
  'value-not-finite': ({ subject, value }: { subject: string; value: string }) =>
    `${subject} contains ${value}: use a finite number.`,
  'value-too-deep': ({ subject, most }: { subject: string; most: number }) =>
    `${subject} is nested more than ${counted(most, 'level')} deep.`,
  'value-type': ({ subject, type }: { subject: string; type: string }) =>
    `${subject} contains something of the type ${type}, which a file cannot hold.`,
  'value-field': ({ subject, name }: { subject: string; name: string }) =>
    `${subject} contains a field called ${name}, which is not allowed.`,
  'a-value': 'A value',
  'value-of': ({ name }: { name: string }) => `The value of ${name}`,
  'field-type': ({ field, expected, found }: Field & { expected: keyof typeof nouns }) =>
    `The field ${field} must be ${nouns[expected] ?? expected}, ${but(found)}.`,
  'field-choice': ({ field, options, found }: Field & { options: readonly string[] }) =>
    `The field ${field} must be ${options.join(' or ')}, ${but(found)}.`,
  'field-empty': ({ field }: { field: string }) => `The field ${field} must not be empty.`,
  'field-too-small': ({ field, least, found }: Field & { least: number }) =>
    `The field ${field} must be at least ${least}, ${but(found)}.`,
  'field-too-large': ({ field, most, found }: Field & { most: number }) =>
    `The field ${field} must be at most ${most}, ${but(found)}.`,
  'field-too-long': ({ field, most }: { field: string; most: number }) =>
    `The field ${field} may have at most ${counted(most, 'character')}, but it is longer.`,
  'field-invalid': ({ field, found, reason }: Field & { reason: string }) =>
    `The field ${field} is not valid: ${found ?? 'missing'}. ${reason}`,
  'number-too-large': ({ field }: { field: string }) =>
    `The field ${field} is a number too large to store: use a finite one.`,
  'field-not-allowed': ({ field }: { field: string }) =>
    `The field ${field} was left out: its name is not allowed.`,
  'field-unknown': ({ field }: { field: string }) => `The field ${field} is unknown and was left out.`,
  'more-unknown-fields': ({ count }: { count: number }) =>
    `${counted(count, 'more unknown field was', 'more unknown fields were')} left out.`,
  version: ({ found, current }: { found: string | null; current: number }) =>
    `The field version must be a whole number from 1, ${but(found)}; this version of Convas writes "version": ${current}.`,
  'file-too-long': ({ length, most }: { length: number; most: number }) =>
    `The file has ${counted(length, 'character')}; a document may have at most ${groupDigits(most)}. Is it a Convas document?`,
  'file-empty': 'The file is empty: there is no document in it.',
  'file-too-deep': ({ most, ...place }: Place & { most: number }) =>
    `The file is nested deeper than ${groupDigits(most)} levels at ${at(place)}. Convas documents never are, so this is another kind of file or a damaged one.`,
  'file-ends-early': (place: Place) =>
    `The file ends too early, at ${at(place)}: the rest of it is missing. Open an older copy, or the saved draft.`,
  'not-json': (place: Place) =>
    `The file is not valid JSON at ${at(place)}: fix it there in a text editor, or open an older copy.`,
  'other-kind': ({ extensions }: { extensions: readonly string[] }) =>
    `This is not a Convas document but another kind of file: it does not begin as JSON does. Convas opens only ${extensions.join(', ')} files.`,
  'other-encoding':
    'The file is not UTF-8 but, it seems, UTF-16 text: save it as UTF-8 in a text editor, then open it again.',
  'no-object': 'This is not a Convas document: it contains no JSON object. Choose a .convas file.',
  'is-tensorflowjs': ({ extensions }: { extensions: readonly string[] }) =>
    `This is not a Convas document: it looks like a TensorFlow.js model (model.json). Convas opens only ${extensions.join(', ')} files.`,
  'is-keras': ({ extensions }: { extensions: readonly string[] }) =>
    `This is not a Convas document: it looks like the configuration of a Keras model. Convas opens only ${extensions.join(', ')} files.`,
  'no-format': 'This is not a Convas document: it lacks "format": "convas". Choose a .convas file.',
  newer: ({ version, current }: { version: number; current: number }) =>
    `This document was written by a newer Convas (version ${version}; this one reads up to ${current}). It opens read-only: update Convas to edit it.`,
  'newer-unreadable': ({ version, current }: { version: number; current: number }) =>
    `This document was written by a newer Convas (version ${version}; this one reads up to ${current}) and cannot be shown here: update Convas to open it.`,
  'parts-left-out': ({ count }: { count: number }) =>
    count === 1
      ? 'One part of it is unknown to this version and is not shown.'
      : `${groupDigits(count)} parts of it are unknown to this version and are not shown.`,
  'duplicate-id': ({ first, second, id }: { first: string; second: string; id: string }) =>
    `${first} and ${second} have the same id "${id}": give one of them another id.`,
  'wire-without-end': ({ wire, layer }: { wire: string; layer: string }) =>
    `The wire "${wire}" was left out: there is no layer "${layer}".`,
  'wire-to-itself': ({ wire, layer }: { wire: string; layer: string }) =>
    `The wire "${wire}" was left out: it joins the layer "${layer}" to itself.`,
  'wire-twice': ({ wire, source, target }: { wire: string; source: string; target: string }) =>
    `The wire "${wire}" was left out: "${source}" and "${target}" are already connected.`,
  'shared-wires':
    'While the document is edited together, a wire cannot close a cycle or lead into an input that is taken. Remove the other wire first.',
  'in-block': ({ block, notice }: { block: string; notice: string }) => `In the block "${block}": ${notice}`,
  'too-long-to-save': ({ length, most }: { length: number; most: number }) =>
    `The document would take ${counted(length, 'character')}; a file may have at most ${groupDigits(most)}. Shorten notes and descriptions, or remove layers.`,
};
