/**
 * The numbers that pages come from, as a contact for the phone's address book (vCard 3.0, which every phone reads): marked as
 * allowed through silent mode, it makes an SMS and a call at night be heard. Null when no number is known.
 */
export function contactCard(numbers: readonly string[], url: string): string | null {
  const all = [...new Set(numbers)];
  if (all.length === 0) return null;
  return [
    'BEGIN:VCARD',
    'VERSION:3.0',
    'N:Tocsin;;;;',
    'FN:Tocsin',
    'ORG:Tocsin',
    ...all.map((number) => `TEL;TYPE=CELL:${number}`),
    `URL:${url}`,
    'NOTE:Pages come from these numbers. Allow this contact to break through silent mode.',
    'END:VCARD',
    '',
  ].join('\r\n');
}
