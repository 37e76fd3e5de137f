import { useEffect, useState } from 'preact/hooks';
import { adviceOn } from '../model/advice.ts';
import { client, noteAnswer } from '../state/session.ts';
import { wait } from '../state/use-answer.ts';
import { NameField } from './name-field.tsx';

interface Props {
  readonly value: string;
  readonly fault: string | undefined;
  readonly onChange: (value: string) => void;
}

interface Meaning {
  readonly help: string;
  readonly fault?: string;
}

const example: Meaning = { help: 'Such as red,red[01-02] or pi@192.168.1.40.' };
const typingMs = 300;

/** A list of hosts; the server says which hosts it stands for while it is typed. */
export function HostsField({ value, fault, onChange }: Props) {
  const [{ help, fault: listFault }, setMeaning] = useState(example);
  useEffect(() => {
    const leaving = new AbortController();
    void meaningOf(value.trim(), leaving.signal).then((meaning) => leaving.signal.aborted || setMeaning(meaning));
    return () => leaving.abort();
  }, [value]);
  return <NameField label="Hosts" help={help} fault={listFault ?? fault} value={value} onChange={onChange} />;
}

async function meaningOf(list: string, signal: AbortSignal): Promise<Meaning> {
  if (list === '') return example;
  await wait(typingMs, signal);
  if (signal.aborted) return example;
  try {
    const path = `hosts?list=${encodeURIComponent(list)}`;
    const { hosts } = await client.get<{ hosts: readonly string[] }>(path, { signal });
    noteAnswer();
    return { help: `${hosts.length}: ${hosts.join(', ')}` };
  } catch (error) {
    if (signal.aborted) return example;
    noteAnswer(error);
    const { details, tries } = adviceOn(error);
    return { help: '', fault: [...details, ...tries].join('; ') };
  }
}
