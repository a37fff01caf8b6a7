// The terminal UI's lines of the bench: the built program in a pseudo-terminal, measured by what comes out of it.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadScreen } from './loadScreen.mjs';

const size = { columns: 120, rows: 40 };
const endOfFrame = '\u001b[?2026l';

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** The list fills its height, and the line of keys is below. */
function isFull(screen) {
  const rows = screen.rows();
  return (
    rows.filter((row) => /^ ?[A-Z]+-\d+ /.test(row)).length >= rows.length - 8 && /quit$/.test(rows.at(-1))
  );
}

/** A screen with the program on it, the milliseconds to the first full frame, and helpers to press and measure. */
async function start(open, repository, env = {}) {
  const begin = performance.now();
  const screen = open({ cwd: repository, ...size, env });
  await screen.until(isFull, { quiet: 0 });
  const first = screen.lastByteAt - begin;
  await screen.until(isFull, { quiet: 500 });
  return { screen, first };
}

async function quit(screen) {
  await screen.press('q');
  await screen.ends();
  await screen.close();
}

/** Press each key when the screen is quiet; the time to the end of its first frame, and all bytes until it is quiet. */
async function pressAll(screen, keys) {
  const times = [];
  const bytes = [];
  for (const key of keys) {
    const mark = screen.mark();
    const begin = performance.now();
    await screen.press(key);
    await screen.until(() => screen.output(mark).includes(endOfFrame), { quiet: 0 });
    times.push(screen.lastByteAt - begin);
    await screen.until(() => true, { quiet: 40 });
    bytes.push(screen.bytesSince(mark));
  }
  return { median: quantile(times, 0.5), slow: quantile(times, 0.95), bytes: quantile(bytes, 0.5) };
}

/** Asks the probe in the program, at rest, for its heap after a collection: megabytes. */
function heapMeter(screen, file) {
  let asked = 0;
  return async () => {
    // Links and findings have come, and what is kept for the next start is written.
    await screen.until(() => true, { quiet: 9000, timeout: 60_000 });
    asked += 1;
    screen.kill('SIGUSR2');
    let bytes = 0;
    await screen.until(
      () => {
        const [count, heap] = readFileSync(file, 'utf8').split(' ').map(Number);
        bytes = heap;
        return count === asked;
      },
      { quiet: 0 },
    );
    return bytes / 1024 / 1024;
  };
}

/**
 * Measure the program among these documents. `compare(name, our, floor, budget)` reports our time against a floor,
 * `tell(name, text, met)` anything else.
 */
export async function benchTui({ folder, repository, documents, runs, quick, env, floor, compare, tell }) {
  const { openScreen } = await loadScreen();
  const about = `, ${documents.length.toLocaleString('en')} documents`;
  const firsts = [];
  const floors = [];
  for (let at = 0; at <= runs; at++) {
    const { screen, first } = await start(openScreen, repository, env);
    await quit(screen);
    const least = floor();
    if (at === 0) continue;
    firsts.push(first);
    floors.push(least);
  }
  compare(`first full frame${about}`, quantile(firsts, 0.5), quantile(floors, 0.5), 0.4);

  const heapFile = join(folder, 'heap');
  const { screen } = await start(openScreen, repository, {
    ...env,
    NODE_OPTIONS: `--require=${JSON.stringify(join(dirname(fileURLToPath(import.meta.url)), 'heapProbe.cjs'))}`,
    DOC_OPS_HEAP_FILE: heapFile,
  });
  const pressed = async (name, keys) => {
    const { median, slow, bytes } = await pressAll(screen, keys);
    tell(
      `${name} to frame`,
      `${median.toFixed(1)} ms, 95 % ${slow.toFixed(1)} ms, ${bytes} bytes`,
      '16, 33 ms',
      median <= 16 && slow <= 33,
    );
  };
  const times = quick ? 20 : 200;
  await pressed('down', Array(times).fill('down'));
  await pressed('page down', Array(times / 2).fill('pagedown'));
  await screen.press('/');
  await screen.until(() => true, { quiet: 100 });
  const words = ['login', 'session', 'queue', 'merge', 'board', 'zzz'];
  const letters = Array.from({ length: Math.ceil(times / 40) }, () => words)
    .flat()
    .flatMap((word) => [...word, ...[...word].map(() => 'backspace')]);
  await pressed('a letter of the filter', letters.slice(0, times));
  await screen.press('escape');
  await screen.until(isFull);
  await pressed('next view', Array(10).fill(['2', '1']).flat());

  await memory({
    screen,
    heap: heapMeter(screen, heapFile),
    repository,
    documents,
    tell,
    presses: quick ? 1000 : 10_000,
    changes: quick ? 100 : 1000,
  });
  await quit(screen);
}

async function memory({ screen, heap, repository, documents, tell, presses, changes }) {
  const burst = 10;
  const press = async (count) => {
    for (let at = 0; at < count; at += burst) {
      const mark = screen.mark();
      const key = Math.floor(at / 500) % 2 ? 'up' : 'down';
      await screen.press(...Array(burst).fill(key));
      await screen.until(() => screen.output(mark).includes(endOfFrame), { quiet: 0 });
    }
    await screen.until(isFull, { quiet: 200 });
  };
  await press(presses / 5);
  const early = await heap();
  await press((presses / 5) * 4);
  const late = await heap();
  const share = (a, b) => `${a.toFixed(0)} MB, then ${b.toFixed(0)} MB`;
  tell(`heap, ${presses / 5} keys and ${presses}`, share(early, late), '≤ 1.2 ×', late <= early * 1.2);

  await screen.press('home');
  await screen.until((one) => isFull(one), { quiet: 200 });
  const shown = /[A-Z]+-\d+/.exec(screen.rows().find((row) => /^ ?[A-Z]+-\d+ /.test(row)))[0];
  const visible = documents.find(({ id }) => id === shown);
  const path = (document) => join(repository, 'dev_ops', document.type.folder, document.file);
  const original = readFileSync(path(visible), 'utf8');
  const retitle = async (title) => {
    const begin = performance.now();
    writeFileSync(path(visible), original.replace(/^title: .*$/m, `title: ${title}`));
    await screen.until(title, { quiet: 0 });
    const taken = screen.lastByteAt - begin;
    await screen.until(title, { quiet: 300 });
    return taken;
  };
  const alone = [];
  for (let round = 1; round <= 20; round++) {
    // Alone: what the change before made known has come.
    await screen.until(() => true, { quiet: 1500 });
    alone.push(await retitle(`Alone ${round} times`));
  }
  tell(
    'one changed file to frame',
    `${quantile(alone, 0.5).toFixed(0)} ms, 95 % ${quantile(alone, 0.95).toFixed(0)} ms`,
    '100 ms',
    quantile(alone, 0.5) <= 100,
  );
  const few = await heap();
  const together = 20;
  for (let round = 1; round <= changes / together; round++) {
    for (let at = 1; at < together; at++) {
      const one = documents[(round * together + at * 7) % documents.length];
      if (one === visible) continue;
      writeFileSync(path(one), `${readFileSync(path(one), 'utf8')}\nChanged in round ${round}.\n`);
    }
    await retitle(`Round ${round} of it`);
  }
  const changed = await heap();
  tell(`heap, 20 changed files and ${changes}`, share(few, changed), '≤ 1.2 ×', changed <= few * 1.2);
}
