// Loaded before a program that is measured (node --require): on SIGUSR2 it collects garbage and writes the heap that
// is left, in bytes, to the file that DOC_OPS_HEAP_FILE names.
const { writeFileSync } = require('node:fs');
const v8 = require('node:v8');
const vm = require('node:vm');

const file = process.env.DOC_OPS_HEAP_FILE;
if (file) {
  v8.setFlagsFromString('--expose-gc');
  const collect = vm.runInNewContext('gc');
  let count = 0;
  process.on('SIGUSR2', () => {
    collect();
    // What the first collection finalizes (buffers that came from a worker) is free after a second one, a turn later.
    setImmediate(() => {
      collect();
      count += 1;
      const { heapUsed, external } = process.memoryUsage();
      writeFileSync(file, `${count} ${heapUsed + external}\n`);
    });
  });
}
