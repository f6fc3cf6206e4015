import { type Address, readAddress, readListen } from '../../remote/address.ts';
import { textOf } from '../../text/text-error.ts';
import { CliError } from '../output.ts';

/** What was written wrongly on the command line ends it with status 2. */
function asUsageError<T>(read: (text: string) => T, text: string): T {
  try {
    return read(text);
  } catch (error) {
    throw new CliError(textOf(error), 2);
  }
}

/** @throws CliError with the form that an address has */
export const readRemote = (text: string): Address => asUsageError(readAddress, text);

/** @throws CliError */
export const readPlace = (text: string): ReturnType<typeof readListen> => asUsageError(readListen, text);
