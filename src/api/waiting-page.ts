import type { FastifyReply, FastifyRequest } from 'fastify';
import { escapeXml } from '../report/writers/escape-xml.ts';
import { toProblem } from './problems.ts';

const againSeconds = 3;

/** Whether a person looks at what is answered, and not a script of a page. */
export function isLookedAt({ headers }: FastifyRequest): boolean {
  return headers['sec-fetch-mode'] === 'navigate' || (headers.accept ?? '').includes('text/html');
}

/** What stands in place of a daemon's page that does not answer: what is wrong, and the browser asks again by itself. */
export function sendWaitingPage(reply: FastifyReply, error: unknown): FastifyReply {
  const { status, detail } = toProblem(error);
  return reply
    .code(status)
    .type('text/html')
    .send(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="${againSeconds}">
<title>Waiting for the daemon</title>
</head>
<body style="font: 1rem/1.5 sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem">
<h1>Waiting for the daemon</h1>
<p role="status">${escapeXml(detail)}. It may still be starting: this page asks again every ${againSeconds} seconds.</p>
<p>If it stays like this, verify the cluster, which names the daemon that does not run and shows its log.</p>
</body>
</html>
`);
}
