import { useEffect, useRef } from 'preact/hooks';
import { count } from '../model/count.ts';
import type { LogLine } from '../model/job-progress.ts';
import { Scrolling } from './scrolling.tsx';

const signs: Readonly<Record<LogLine['state'], string>> = {
  started: '·',
  progress: '·',
  done: '✓',
  skipped: '-',
  failed: '✗',
  note: '!',
  line: ' ',
};

interface Props {
  readonly lines: readonly LogLine[];
  /** How many older lines there were. */
  readonly dropped: number;
}

/** Lines of a log. Stays at its end while that is in view, as a terminal does. */
export function LogLines({ lines, dropped }: Props) {
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => stayAtEnd(end.current?.parentElement ?? undefined), [lines]);
  if (lines.length === 0) return null;
  return (
    <Scrolling label="Lines of the log" class="lines log">
      {dropped > 0 && <div class="quiet">… {count(dropped, 'older line')} left out</div>}
      {lines.map(({ key, host, state, text }) => (
        <div key={key} class={state}>
          <span aria-hidden="true">{signs[state]}</span> {host !== '' && <b>{host}</b>} {text}
        </div>
      ))}
      <div ref={end} />
    </Scrolling>
  );
}

const nearPx = 120;

function stayAtEnd(box: HTMLElement | undefined): void {
  if (box === undefined) return;
  const below = box.scrollHeight - box.scrollTop - box.clientHeight;
  const newest = box.lastElementChild?.previousElementSibling?.clientHeight ?? 0;
  if (below < newest + nearPx) box.scrollTop = box.scrollHeight;
}
