/** How much of something there is. */
interface Size {
  readonly signals: number;
  readonly bytes: number;
}

/** What waits to be stored, in all and of each integration. */
export class WaitingRoom {
  #all: Size = { signals: 0, bytes: 0 };
  readonly #byIntegration = new Map<string, Size>();

  get signals(): number {
    return this.#all.signals;
  }

  /** Whether so much more of this integration may wait: within the limits, and within its share of them. */
  hasRoom(
    integrationId: string,
    more: Size,
    limits: { readonly waitingSignals: number; readonly waitingBytes: number; readonly shareOfOne: number },
  ): boolean {
    const { waitingSignals, waitingBytes, shareOfOne } = limits;
    const own = this.#byIntegration.get(integrationId);
    const fits = (before: Size, part: number) =>
      before.signals + more.signals <= waitingSignals * part &&
      before.bytes + more.bytes <= waitingBytes * part;
    // Its first request has all the room that there is: however small the share, nothing is too large for ever.
    return fits(this.#all, 1) && (own === undefined || fits(own, shareOfOne));
  }

  /** @param times 1: comes in; -1: goes */
  add(integrationId: string, size: Size, times: 1 | -1): void {
    const plus = (before: Size): Size => ({
      signals: before.signals + times * size.signals,
      bytes: before.bytes + times * size.bytes,
    });
    this.#all = plus(this.#all);
    const own = plus(this.#byIntegration.get(integrationId) ?? { signals: 0, bytes: 0 });
    if (own.signals === 0) this.#byIntegration.delete(integrationId);
    else this.#byIntegration.set(integrationId, own);
  }
}
