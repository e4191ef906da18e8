import { queryOptions } from '@tanstack/react-query';
import { Problem } from '@tocsin/client';
import { api, ask, type Reply } from '../api/client.ts';

export type Files = Reply<'listFiles'>;
export type AttachedFile = Files['items'][number];

/** Under the incident's key, so that the live stream brings what others attach. */
export const filesQuery = (ref: string) =>
  queryOptions({
    queryKey: ['incident', ref, 'files'],
    queryFn: () => ask(api.GET('/api/v1/incidents/{ref}/files', { params: { path: { ref } } })),
  });

export const fileAddress = (ref: string, id: string): string =>
  `/api/v1/incidents/${encodeURIComponent(ref)}/files/${encodeURIComponent(id)}/content`;

export const removeFile = (ref: string, id: string, reason: string) =>
  ask(api.DELETE('/api/v1/incidents/{ref}/files/{id}', { params: { path: { ref, id }, query: { reason } } }));

export interface StepOfRunbook {
  runbook: string;
  step: string;
  title: string;
}

/**
 * Sends a file. Not by `fetch`, which does not say how far it is.
 * @param progress how much of it has been sent, 0 to 1
 * @throws Problem
 */
export function uploadFile(
  ref: string,
  file: File,
  about: { note: string; step: StepOfRunbook | null },
  progress: (sent: number) => void,
): Promise<Files> {
  const { note, step } = about;
  const query = new URLSearchParams({
    name: file.name,
    ...(note.trim() ? { note: note.trim() } : {}),
    ...(step ? { runbook: step.runbook, step: step.step } : {}),
  });
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/v1/incidents/${encodeURIComponent(ref)}/files?${query}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const answer: unknown = request.response;
      if (request.status === 201) return resolve(answer as Files);
      const { code, detail } = (answer ?? {}) as { code?: string; detail?: string };
      reject(new Problem(request.status, code ?? '', detail ?? 'The file was not saved.', []));
    };
    // As `fetch` fails without a connection.
    request.onerror = () => reject(new TypeError('The upload failed.'));
    request.send(file);
  });
}
