interface Place {
  readonly token: string | undefined;
  /** What is left of the address, without the token. */
  readonly hash: string;
}

/** Takes the token out of what stands behind `#`, where `bramble serve` puts it: it must not stay in the address bar. */
export function takeToken(hash: string): Place {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  const token = hash.startsWith('#token=') ? fields.get('token') : null;
  return token === null ? { token: undefined, hash } : { token, hash: '' };
}
