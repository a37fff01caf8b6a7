// A small full-screen program: titles of every width in a box, the last key, the size; `q` quits and restores the
// terminal, `x` exits without, `b` writes much, `w` updates in two halves of one synchronized frame.
import { stdin, stdout } from 'node:process';

const titles = ['Plain', '漢字かな', '👩‍👩‍👧‍👦 family', '🇩🇪 ❤️ 1️⃣', 'e\u0301a\u0300', 'שלום', '한국어'];
const width = (text) =>
  [...new Intl.Segmenter().segment(text)].reduce(
    (sum, { segment }) =>
      sum +
      (/\ufe0f|[\p{Emoji_Presentation}\p{sc=Han}\p{sc=Kana}\p{sc=Hira}\p{sc=Hang}]/u.test(segment) ? 2 : 1),
    0,
  );
let last = 'none';
const draw = () => {
  const lines = [
    `\u001b[1;36mFixture\u001b[0m ${stdout.columns}×${stdout.rows}`,
    ...titles.map((title, at) => {
      const text = `│${title}${' '.repeat(16 - width(title))}│`;
      return at === 1 ? `\u001b[7m${text}\u001b[27m` : text;
    }),
    `key ${last}`,
  ];
  stdout.write(`\u001b[H${lines.map((line) => `${line}\u001b[K`).join('\r\n')}\u001b[J`);
};
const restore = () => {
  stdin.setRawMode(false);
  stdout.write('\u001b[?2004l\u001b[?1002l\u001b[<u\u001b[?25h\u001b[?1049l');
};
stdin.setRawMode(true);
stdout.write('\u001b[?1049h\u001b[?25l\u001b[?2004h\u001b[?1002h\u001b[>1u');
draw();
stdout.on('resize', draw);
process.on('SIGTERM', () => {
  restore();
  process.exit(143);
});
stdin.on('data', (data) => {
  const text = data.toString();
  last = JSON.stringify(text);
  if (text === 'q') {
    restore();
    stdout.write('bye\n');
    process.exit(7);
  }
  if (text === 'x') process.exit(0);
  if (text === 'b') stdout.write('many bytes\r\n'.repeat(20_000));
  if (text === 'w') {
    stdout.write('\u001b[?2026h\u001b[H\u001b[2Jhalf');
    // Much longer than a screen has to be quiet.
    setTimeout(() => {
      draw();
      stdout.write('\u001b[?2026l');
    }, 300);
    return;
  }
  draw();
});
