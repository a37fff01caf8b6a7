export interface TreeEntry {
  readonly name: string;
  /** Object id in hex. */
  readonly id: string;
  readonly isFolder: boolean;
}

/** Git's tree object: `<mode> <name>\0<binary id>` again and again. `idLength` is 20 bytes, or 32 with SHA-256. */
export function parseTree(bytes: Buffer, idLength: number): TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(32, at);
    const zero = bytes.indexOf(0, space);
    if (space < 0 || zero < 0) break;
    entries.push({
      name: bytes.toString('utf8', space + 1, zero),
      id: bytes.toString('hex', zero + 1, zero + 1 + idLength),
      isFolder: bytes.toString('latin1', at, space) === '40000',
    });
    at = zero + 1 + idLength;
  }
  return entries;
}
