import type { Neighbours } from './neighbours.ts';

/** Below a page's address, what leads to another daemon of its cluster: `@/red01:8081/`. */
export const neighbourSegment = '@';

/**
 * Runs in a daemon's page before its own scripts. In the sandbox there is no storage: a page that wants some gets one that
 * lasts as long as it is shown. Links and requests to other daemons of the cluster lead through the server too.
 */
const script = `(() => {
  const [prefix, places] = JSON.parse(document.currentScript.dataset.bramble);
  const makeStorage = () => {
    const kept = new Map();
    return {
      getItem: (key) => kept.get(String(key)) ?? null,
      setItem: (key, value) => void kept.set(String(key), String(value)),
      removeItem: (key) => void kept.delete(String(key)),
      clear: () => kept.clear(),
      key: (at) => [...kept.keys()][at] ?? null,
      get length() { return kept.size; },
    };
  };
  for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { value: makeStorage() });
  const through = (address) => {
    const url = URL.parse(address, location.href);
    const leadsThere = url?.protocol === 'http:' && places.includes(url.host);
    return leadsThere ? prefix + '${neighbourSegment}/' + url.host + url.pathname + url.search + url.hash : address;
  };
  const rewrite = ({ target }) => {
    const link = target instanceof Element ? target.closest('a[href]') : null;
    if (link !== null) link.setAttribute('href', through(link.getAttribute('href')));
  };
  for (const kind of ['click', 'auxclick', 'contextmenu']) addEventListener(kind, rewrite, true);
  const { open } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function (method, url, ...rest) {
    return open.call(this, method, through(url), ...(rest.length === 0 ? [true] : rest));
  };
})();`;

const beginnings = [/<head\b[^>]*>/i, /<html\b[^>]*>/i, /<!doctype[^>]*>/i, /^/];

/** A daemon's page in HTML, with what it needs to work in the sandbox. */
export function withOwnPageScript(html: string, prefix: string, neighbours: Neighbours): string {
  const told = JSON.stringify([prefix, [...neighbours.keys()]])
    .replaceAll('&', '&amp;')
    .replaceAll("'", '&#39;');
  const element = `<script data-bramble='${told}'>${script}</script>`;
  const beginning = beginnings.find((one) => one.test(html)) ?? /^/;
  return html.replace(beginning, (found) => `${found}${element}`);
}
