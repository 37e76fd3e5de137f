/** Lets a command whose reader has gone away (`bramble logs --follow | head`) end as Ctrl-C would let it, without a word of Node's. */
export function endWithReader(): void {
  process.stdout.once('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.stdout.on('error', () => {}); // what else was on its way there
    if (!process.emit('SIGTERM', 'SIGTERM')) process.exit(brokenPipe);
  });
}

/** 128 and the number of SIGPIPE, as of a program that the signal ended. */
const brokenPipe = 141;
