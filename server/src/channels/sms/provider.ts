import type { Callback, ChannelInbound, Envelope, Outcome } from '../../communication/index.ts';

/** Whoever takes an SMS from us. */
export interface SmsProvider {
  /** Whose failing is one failing: a host. */
  readonly name: string;
  /** The numbers that people see as the sender, as far as they are known. */
  readonly numbers: readonly string[];
  send(envelope: Envelope, signal: AbortSignal): Promise<Outcome>;
  /** Left out by one that brings nothing back. */
  callbacks?(inbound: ChannelInbound): readonly Callback[];
}
