import { Command, InvalidArgumentError } from 'commander';
import { serverPort } from '../domain/server.ts';
import { collect, parsePositive } from './cluster-options.ts';

/** `bramble serve`: the REST API and the page. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('Serve the REST API and the page to this machine, or with TLS to others. Ends with Ctrl-C.')
    .option('--host <address>', 'address to listen on; beyond this machine it needs TLS', '127.0.0.1')
    .option('--port <number>', 'port to listen on; 0 takes any free one', parsePort, serverPort)
    .option('--tls-cert <file>', 'certificate, in PEM')
    .option('--tls-key <file>', 'its key, in PEM')
    .option('--insecure-http', 'listen beyond this machine without TLS: everyone on the way can read the token')
    .option('--allow-host <name>', 'another name by which clients may call the server; may be repeated', collect)
    .option('--user <name>', 'user to log in to hosts as')
    .option('-i, --identity <file>', 'private key to log in to hosts with; may be repeated', collect)
    .option('--timeout <seconds>', 'time limit for connecting to a host', parsePositive)
    .option('--json', 'print JSON lines only, on standard output')
    .action(async (options) => {
      const { runServe } = await import('./run-serve.ts');
      await runServe(options);
    });
}

function parsePort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535 && text.trim() !== '') return port;
  throw new InvalidArgumentError('It must be a port, from 0 to 65535.');
}
