import type { ReactNode } from 'react';
import { Section } from '../ui/Page.tsx';

/** Keeps the place of a card that is fetched after the page, so that what is below it stays under the finger. */
export const cardFrame = (title: string, minHeight: number) => (content: ReactNode) => (
  <div className="card card-pad" style={{ minHeight }}>
    <Section title={title}>{content}</Section>
  </div>
);
