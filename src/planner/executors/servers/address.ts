import { failure, type Result, success } from '../../../model/result.js';

/** A server to which prompts may be sent. */
export interface ServerAddress {
  /** Where its API is, with version, without a slash at the end. */
  readonly base: string;
  /** The same for people: no name and password, no query. */
  readonly shown: string;
}

/** A base URL as it is set in a variable, with `/v1` where `needsVersion` says so. */
export function readAddress(
  text: string,
  variable: string,
  needsVersion: (path: string) => boolean,
): Result<ServerAddress> {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '') {
    return failure('invalid-value', `${variable} is not the address of a server`, {
      hint: 'it is like https://example.org/v1 or http://localhost:11434/v1',
    });
  }
  if (url.username !== '' || url.password !== '') {
    return failure('invalid-value', `${variable} holds a name or a password, which Node does not send`, {
      hint: 'put the key into a variable of its own',
    });
  }
  const path = url.pathname.replace(/\/+$/, '');
  const base = `${url.origin}${path}${needsVersion(path) ? '/v1' : ''}`;
  return success({ base, shown: base });
}
