import type { OwnPage } from '../model/own-pages.ts';
import { client } from './session.ts';

/** Opens a daemon's own page in a new tab, at an address that nobody can guess and that closes by itself. */
export async function openOwnPage(cluster: string, { host, role }: OwnPage): Promise<void> {
  const tab = open('', '_blank'); // at once, or the browser takes it for a pop-up
  const words = [cluster, 'ui', host, role].map(encodeURIComponent);
  try {
    const { url } = await client.post<{ url: string }>(`clusters/${words.join('/')}`);
    if (tab !== null) tab.location.href = url;
  } catch (error) {
    tab?.close();
    throw error;
  }
}
