import type { ProjectCommand } from '../contextItem.js';
import type { Place } from './place.js';
import type { Programs } from './programs.js';

type Row = readonly [purpose: ProjectCommand['purpose'], command: string, forFiles?: string];

function commandsOf(
  place: Place,
  source: string,
  missing: string | null,
  rows: readonly Row[],
): ProjectCommand[] {
  return rows.map(([purpose, command, forFiles = null]) => ({
    purpose,
    command,
    cwd: place.cwd,
    source: place.at(source),
    forFiles,
    missing,
  }));
}

export function rustCommands(place: Place, programs: Programs): ProjectCommand[] | null {
  if (!place.has('Cargo.toml')) return null;
  return commandsOf(place, 'Cargo.toml', programs.has('cargo') ? null : 'cargo', [
    ['test', 'cargo test'],
    ['lint', 'cargo clippy -- -D warnings'],
    ['types', 'cargo check'],
    ['build', 'cargo build'],
    ['format', 'cargo fmt --check'],
  ]);
}

export function goCommands(place: Place, programs: Programs): ProjectCommand[] | null {
  if (!place.has('go.mod')) return null;
  return commandsOf(place, 'go.mod', programs.has('go') ? null : 'go', [
    ['test', 'go test ./...', 'go test {folders}'],
    ['lint', 'go vet ./...', 'go vet {folders}'],
    ['build', 'go build ./...'],
  ]);
}

/** Names of targets by what they are for. */
const targets: readonly (readonly [ProjectCommand['purpose'], RegExp])[] = [
  ['test', /^(?:test|tests|check|unit|test-unit)$/],
  ['lint', /^lint$/],
  ['types', /^(?:types|typecheck|type-check|mypy)$/],
  ['build', /^(?:build|compile)$/],
  ['format', /^(?:format-check|fmt-check|check-format)$/],
];

function targetCommands(
  place: Place,
  source: string,
  program: string,
  names: readonly string[],
  programs: Programs,
) {
  const rows = targets.flatMap(([purpose, pattern]): Row[] => {
    const name = names.find((one) => pattern.test(one));
    return name === undefined ? [] : [[purpose, `${program} ${name}`]];
  });
  return commandsOf(place, source, programs.has(program) ? null : program, rows);
}

export function makeCommands(place: Place, programs: Programs): ProjectCommand[] | null {
  const source = ['GNUmakefile', 'makefile', 'Makefile'].find((name) => place.has(name));
  if (source === undefined) return null;
  const text = place.read(source) ?? '';
  const names = [...text.matchAll(/^([A-Za-z][\w-]*(?:[ ]+[A-Za-z][\w-]*)*)[ ]*::?(?!=)/gm)].flatMap(
    ([, found = '']) => found.split(/\s+/),
  );
  return targetCommands(place, source, 'make', names, programs);
}

export function justCommands(place: Place, programs: Programs): ProjectCommand[] | null {
  const source = ['justfile', 'Justfile', '.justfile'].find((name) => place.has(name));
  if (source === undefined) return null;
  const text = place.read(source) ?? '';
  const names = [...text.matchAll(/^@?([A-Za-z_][\w-]*)(?:[ ]+[^:=\n]*)?:(?!=)/gm)].flatMap(
    ([, name]) => name ?? [],
  );
  return targetCommands(place, source, 'just', names, programs);
}
