/** Somebody waits for it, for a while. One ring before is enough. */
export class Bell {
  #isRung = false;
  #wake: (() => void) | undefined;

  readonly ring = (): void => {
    this.#isRung = true;
    this.#wake?.();
  };

  async rung(limitMs: number): Promise<boolean> {
    if (!this.#isRung) await this.#ringOr(limitMs);
    const wasRung = this.#isRung;
    this.#isRung = false;
    return wasRung;
  }

  async #ringOr(limitMs: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, limitMs).unref();
    this.#wake = resolve;
    await promise;
    clearTimeout(timer);
  }
}
