/** An id as documents carry it, of whatever type: `ADR-015`. */
const idPattern = /^([A-Za-z][A-Za-z0-9]*)-(\d+)$/;

export function isIdLike(item: string): boolean {
  return idPattern.test(item);
}

/** The order of lists of references: ids by prefix, then by number; paths and other things below, by code unit. */
export function compareItems(a: string, b: string): number {
  const [, prefixA = '', numberA = ''] = idPattern.exec(a) ?? [];
  const [, prefixB = '', numberB = ''] = idPattern.exec(b) ?? [];
  if (prefixA === '' || prefixB === '') {
    if (prefixA !== prefixB) return prefixA === '' ? 1 : -1;
    return compareText(a, b);
  }
  return (
    compareText(prefixA.toUpperCase(), prefixB.toUpperCase()) ||
    Number(numberA) - Number(numberB) ||
    compareText(a, b)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function isSorted(items: readonly string[]): boolean {
  return items.every((item, index) => index === 0 || compareItems(items[index - 1] ?? '', item) <= 0);
}

/** Lists of ids are written sorted and without repetition; any other list as it is given. */
export function inWrittenOrder(items: readonly string[]): readonly string[] {
  return items.every(isIdLike) ? [...new Set(items)].sort(compareItems) : items;
}
