import { z } from 'zod';
import type { Channel, ChannelGuide, ChannelState } from '../communication/index.ts';
import type { Clock } from '../kernel/index.ts';

/** What every channel is made with, whatever it sends by. */
export interface ChannelContext {
  /** Where Tocsin is reached; the base of links and of the addresses that providers call back. */
  readonly publicUrl: string;
  /** TOCSIN_SECRET. A channel derives keys of its own from it, each for one purpose. */
  readonly secret: string;
  /** `host` or `host:port` that may be spoken to although it lies in a private network; an administrator's choice. */
  readonly allowedHosts: readonly string[];
  readonly clock: Clock;
  /** What the channel of this kind remembers. */
  state(kind: string): ChannelState;
}

type Shape = Readonly<Record<string, z.ZodType>>;
/** What the settings of a shape say. */
export type SettingsOf<S extends Shape> = { readonly [K in keyof S]: z.output<S[K]> };

/** A channel before its guide is added. */
export type ChannelBody = Omit<Channel, 'guide'>;

/** A channel as its folder offers it: the settings of the environment that it reads, and how it is made from them. */
export interface ChannelKind {
  /** By the name of the setting; the description is the documentation. Read with all others by platform/config. */
  readonly settings: Shape;
  create(context: ChannelContext, settings: Readonly<Record<string, unknown>>): Channel;
}

/**
 * Defines a channel.
 * @param definition.guide how it is set up; the settings, and whether they are given, are added to it
 */
export const defineChannel = <S extends Shape>(definition: {
  readonly settings: S;
  readonly guide: Pick<ChannelGuide, 'needs' | 'steps'> & {
    /** What is pasted at the provider's, made for this installation. */
    readonly snippet?: (context: ChannelContext) => NonNullable<ChannelGuide['snippet']>;
  };
  readonly create: (context: ChannelContext, settings: SettingsOf<S>) => ChannelBody;
}): ChannelKind => ({
  settings: definition.settings,
  create(context, given) {
    // Parsed with this very shape by platform/config, which knows no channel and hence no type of theirs.
    const settings = given as SettingsOf<S>;
    const guide = {
      needs: definition.guide.needs,
      steps: definition.guide.steps,
      snippet: definition.guide.snippet?.(context) ?? null,
      settings: Object.entries(definition.settings).map(([name, schema]) => ({
        name,
        description: schema.description ?? z.globalRegistry.get(schema)?.description ?? '',
        given: settings[name] !== undefined,
      })),
    };
    return { ...definition.create(context, settings), guide };
  },
});
