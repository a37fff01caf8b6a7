/** A function that remembers its last result: called again with the same arguments, it does nothing. */
export function memo<A extends readonly unknown[], R>(compute: (...args: A) => R): (...args: A) => R {
  let last: { readonly args: A; readonly result: R } | null = null;
  return (...args) => {
    const known = last;
    if (known && args.every((arg, at) => Object.is(arg, known.args[at]))) return known.result;
    const result = compute(...args);
    last = { args, result };
    return result;
  };
}
