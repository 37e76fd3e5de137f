import { useEffect, useState } from 'preact/hooks';
import { ago } from '../model/when.ts';

interface Props {
  /** What happened then, such as `seen`. */
  readonly prefix: string;
  readonly iso: string;
}

/** How long ago something was, which goes on by itself. */
export function Since({ prefix, iso }: Props) {
  const nowMs = useNow();
  return (
    <time class="quiet" dateTime={iso} title={new Date(iso).toLocaleString()}>
      {prefix} {ago(iso, nowMs)}
    </time>
  );
}

/** The time, to the second. */
export function useNow(): number {
  const [nowMs, setNowMs] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return nowMs;
}
