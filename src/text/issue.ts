import type { z } from 'zod';
import { isMessage, message, type Text } from './message.ts';

type Issue = z.core.$ZodIssue;

const types = ['string', 'number', 'int', 'boolean', 'array', 'tuple', 'object', 'record'] as const;

function tooSmall({ origin, minimum, inclusive }: Extract<Issue, { code: 'too_small' }>): Text {
  const least = Number(minimum);
  if (origin === 'string') return message('values.empty');
  if (origin === 'array' || origin === 'set') return message('values.too-few', { least });
  return inclusive === false ? message('values.above', { least }) : message('values.at-least', { least });
}

function tooBig({ origin, maximum, inclusive }: Extract<Issue, { code: 'too_big' }>): Text {
  const most = Number(maximum);
  if (origin === 'string') return message('values.too-long', { most });
  if (origin === 'array' || origin === 'set') return message('values.too-many', { most });
  return inclusive === false ? message('values.below', { most }) : message('values.at-most', { most });
}

/** What a check of our own says: `refine(check, { params: { text: message(...) } })`, or its words. */
function custom({ params, message: words }: Extract<Issue, { code: 'custom' }>): Text {
  const own: unknown = params?.['text'];
  return isMessage(own) ? own : words;
}

/** Why a schema refuses a value, as a sentence without the field: "It must be at least 1." */
export function issueText(issue: Issue): Text {
  switch (issue.code) {
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'custom':
      return custom(issue);
    case 'invalid_type': {
      const expected = types.find((type) => type === issue.expected);
      return expected ? message('values.type', { expected }) : message('values.invalid');
    }
    case 'invalid_value':
      return message('values.choice', { options: issue.values.map((value) => JSON.stringify(value)) });
    case 'not_multiple_of':
      return message('values.multiple-of', { divisor: Number(issue.divisor) });
    case 'unrecognized_keys':
      return message('values.unknown', { names: issue.keys });
    default:
      return message('values.invalid');
  }
}
