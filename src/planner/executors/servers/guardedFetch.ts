/** What an SDK calls in place of `fetch`. */
export type Fetch = typeof globalThis.fetch;

/** An answer is a page or two; this much is not one. */
export const largestAnswer = 64 * 1024 * 1024;

/** The server sent more than any answer is. */
export class TooMuchOutput extends Error {}

/**
 * `fetch` for one server: another address is never asked, a redirect is not followed (it would carry prompt and key
 * along), and an answer that does not end is cut. Node's own limits of five minutes without a byte are lifted: the
 * caller's deadline holds.
 */
export function guardedFetch(base: string): Fetch {
  let dispatcher: object | null | undefined;
  return async (input, init) => {
    const address = input instanceof Request ? input.url : String(input);
    if (!address.startsWith(`${base}/`)) throw new Error(`${address} is not below ${base}`);
    if (dispatcher === undefined) dispatcher = patientDispatcher();
    // Node takes a dispatcher, which the types of the web do not know.
    const options = { ...init, redirect: 'manual', ...(dispatcher ? { dispatcher } : {}) } as RequestInit;
    const response = await fetch(input, options);
    if (response.body === null) return response;
    const { status, statusText, headers } = response;
    return new Response(response.body.pipeThrough(bounded()), { status, statusText, headers });
  };
}

function bounded(): TransformStream<Uint8Array, Uint8Array> {
  let size = 0;
  return new TransformStream({
    transform(piece, controller) {
      size += piece.byteLength;
      if (size > largestAnswer) controller.error(new TooMuchOutput());
      else controller.enqueue(piece);
    },
  });
}

/** What `fetch` connects with, without its limits of time; null where this Node keeps it elsewhere. */
function patientDispatcher(): object | null {
  // Node loads its client with the first of its classes.
  new Headers();
  const used: unknown = Reflect.get(globalThis, Symbol.for('undici.globalDispatcher.1'));
  if (typeof used !== 'object' || used === null) return null;
  const Kind = used.constructor as new (options: object) => object;
  return new Kind({ headersTimeout: 0, bodyTimeout: 0 });
}
