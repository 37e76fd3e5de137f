import { addressOf, type ViewName } from '../model/route.ts';
import { ThemeSwitch } from './theme-switch.tsx';

const places: readonly { readonly view: ViewName; readonly label: string; readonly also: readonly ViewName[] }[] = [
  { view: 'clusters', label: 'Clusters', also: ['cluster', 'new-cluster', 'action', 'logs'] },
  { view: 'jobs', label: 'Jobs', also: ['job'] },
  { view: 'channels', label: 'Channels', also: [] },
  { view: 'reports', label: 'Reports', also: ['report'] },
];

/** The name of the page, the ways to its parts, and its colours. */
export function Header({ view }: { readonly view: ViewName }) {
  return (
    <header class="top">
      <a class="brand" href={addressOf('clusters')}>
        <img src="./bramble.svg" alt="" width="28" height="28" /> bramble
      </a>
      <nav aria-label="Main">
        <ul>
          {places.map((place) => (
            <li key={place.view}>
              <a href={addressOf(place.view)} aria-current={isIn(view, place) ? 'page' : undefined}>
                {place.label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <ThemeSwitch />
    </header>
  );
}

function isIn(view: ViewName, place: (typeof places)[number]): boolean {
  return place.view === view || place.also.includes(view);
}
