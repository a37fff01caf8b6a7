import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Everything that a person sees below a folder: path to mode and bytes, folders included; without `.git`, `.state`. */
export function snapshot(root: string, path = ''): Record<string, string> {
  const seen: Record<string, string> = {};
  for (const name of readdirSync(join(root, path)).sort()) {
    if (name === '.git' || name === '.state') continue;
    const inside = path === '' ? name : `${path}/${name}`;
    const stat = lstatSync(join(root, inside));
    const mode = (stat.mode & 0o7777).toString(8);
    if (stat.isDirectory()) Object.assign(seen, { [inside]: `${mode} folder` }, snapshot(root, inside));
    else if (stat.isSymbolicLink()) seen[inside] = `link ${readlinkSync(join(root, inside))}`;
    else seen[inside] = `${mode} ${readFileSync(join(root, inside)).toString('latin1')}`;
  }
  return seen;
}
