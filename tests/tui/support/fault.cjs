// Loaded before the program: a fault of its own when it is asked for one.
process.on('SIGUSR2', () => {
  throw new Error('a fault on demand');
});
