import { useEffect, useEffectEvent, useState } from 'react';

const hasFiles = (transfer: DataTransfer | null): boolean => transfer?.types.includes('Files') ?? false;

/**
 * Files that somebody drops anywhere on the page, or pastes. Anywhere, because a browser opens in place of the page what
 * misses a small target.
 * @returns whether files are being dragged over the page
 */
export function useDropped(enabled: boolean, onFiles: (files: readonly File[]) => void): boolean {
  const [dragging, setDragging] = useState(false);
  const take = useEffectEvent((files: readonly File[]) => {
    setDragging(false);
    // A form that is open is for something else, but the one for files takes them itself.
    if (files.length > 0 && !document.querySelector('dialog[open]')) onFiles(files);
  });
  useEffect(() => {
    if (!enabled) return undefined;
    const over = (event: DragEvent) => {
      if (!hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      setDragging(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setDragging(false);
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      take([...(event.dataTransfer?.files ?? [])]);
    };
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      // Text with a picture of itself, as spreadsheets copy it, is text where text can be typed.
      const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea') !== null;
      if (files.length === 0 || (typing && event.clipboardData?.types.includes('text/plain'))) return;
      event.preventDefault();
      take(files);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    window.addEventListener('paste', paste);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
      window.removeEventListener('paste', paste);
    };
  }, [enabled]);
  return dragging;
}
