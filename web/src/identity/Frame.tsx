import type { ReactNode } from 'react';
import { useTitle } from '../ui/Page.tsx';
import './frame.css';

/** The quiet frame around sign-in and the pages like it. */
export function Frame({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  useTitle(title);
  return (
    <main className="frame" id="main">
      <div className="frame-brand">
        <img src="/favicon.svg" alt="" width="30" height="30" />
        Tocsin
      </div>
      <div className="frame-box">
        <h1>{title}</h1>
        {lead ? <p className="muted">{lead}</p> : null}
        {children}
      </div>
    </main>
  );
}
