import { execa } from 'execa';

const program = 'import sys, xml.dom.minidom as dom; dom.parseString(sys.stdin.buffer.read())';

/** What is wrong with XML, by Python's parser; empty where nothing is. */
export async function xmlFault(text: string): Promise<string> {
  const { stderr, exitCode } = await execa('python3', ['-c', program], { input: text, reject: false });
  return exitCode === 0 ? '' : (stderr.trim().split('\n').at(-1) ?? `exit status ${exitCode}`);
}
