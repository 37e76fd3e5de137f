const probeMs = 2_000;

/** Whether this machine reaches the Snap Store; asks once, and not for long. */
export async function canReachSnapStore(): Promise<boolean> {
  return fetch('https://api.snapcraft.io/', { method: 'HEAD', signal: AbortSignal.timeout(probeMs) }).then(
    ({ status }) => status < 500,
    () => false,
  );
}
