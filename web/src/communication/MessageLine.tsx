import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Time } from '../ui/Time.tsx';
import type { Message } from './api.ts';
import { MessageState } from './MessageState.tsx';
import { byChannel } from './words.ts';
import './messages.css';

/** One message in a list. */
export function MessageLine(props: {
  message: Message;
  onOpen: () => void;
  withIncident?: boolean;
  action?: ReactNode;
}) {
  const { message, onOpen } = props;
  return (
    <li className="list-row msg">
      <span className="msg-who grow">
        <button type="button" className="plain msg-name" onClick={onOpen}>
          {message.person?.name ?? message.address ?? 'No recipient'}
          <span className="sr-only">
            : {message.purpose}
            {byChannel(message.channelLabel)}
            {message.subject ? ', ' : ''}
            <bdi>{message.subject}</bdi>
          </span>
        </button>
        <span className="small muted msg-how">
          {message.purpose === 'page' ? 'Page' : 'Notice'}
          {byChannel(message.channelLabel)}
          {props.withIncident && message.subject ? (
            <>
              : <bdi>{message.subject}</bdi>
            </>
          ) : null}
        </span>
      </span>
      {props.withIncident && message.incidentReference ? (
        <Link to="/incidents/$ref" params={{ ref: message.incidentReference }} className="tnum">
          {message.incidentReference}
        </Link>
      ) : null}
      <span className="msg-state">
        <MessageState message={message} />
      </span>
      <span className="msg-time small muted">
        <Time at={message.deliveredAt ?? message.sentAt ?? message.createdAt} />
      </span>
      {props.action}
    </li>
  );
}
