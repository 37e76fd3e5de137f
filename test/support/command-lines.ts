const fence = /^( {0,3})```(\w*)\n([\s\S]*?)^\1```/gm;

/** Calls of bramble in the code blocks of a page: as they are to be typed, without comments, redirections and other programs. */
export function commandLinesIn(markdown: string): string[] {
  const fenced = [...markdown.matchAll(fence)].flatMap(([, , kind = '', block = '']) => typedIn(block, kind));
  const indented = outsideFences(markdown).match(/(?:^ {4}.*\n?)+/gm) ?? [];
  return [...fenced, ...indented.flatMap((block) => typedIn(block, ''))].flatMap(callsIn);
}

/** Calls of bramble within sentences, which may leave away what is not the point: `bramble add`. */
export function commandsNamedIn(markdown: string): string[] {
  const named = outsideFences(markdown)
    .replaceAll(/^ {4}.*$/gm, '')
    .matchAll(/`((?:\w+=\S+ )?bramble [^`\n]+)`/g);
  return [...named].map(([, call = '']) => call).flatMap(callsIn);
}

/** Words of a call, with shell quotes removed. Expands nothing. */
export function shellWords(call: string): string[] {
  const words = call.match(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g) ?? [];
  return words.map((word) => word.replaceAll(/["']/g, ''));
}

function outsideFences(markdown: string): string {
  return markdown.replaceAll(fence, '');
}

/** In a console block only what follows a prompt was typed; the rest is what the machine said. */
function typedIn(block: string, kind: string): string[] {
  if (!['', 'sh', 'bash', 'shell', 'console'].includes(kind)) return [];
  const lines = block
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .map((line) => line.trim());
  return lines.filter((line) => kind !== 'console' || line.startsWith('$ ')).map((line) => line.replace(/^[$#] /, ''));
}

function callsIn(line: string): string[] {
  const withoutComment = line.replace(/(?:^|\s)#\s.*$/, '');
  const commands = withoutComment.match(/(?:"[^"]*"|'[^']*'|[^"'|;&])+/g) ?? [];
  const calls = commands.map((command) =>
    command.trim().replace(/^(?:\w+=\S+ |npm run )*bramble (?:-- )?/, 'bramble '),
  );
  return calls.filter((call) => call.startsWith('bramble ')).map((call) => call.replace(/\s+\d?[<>].*$/, ''));
}
