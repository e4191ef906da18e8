/** A spreadsheet takes what begins so for a formula (OWASP: CSV injection); an apostrophe before it makes it text. */
const FORMULA = /^[=+\-@\t\r]/;

const csvCell = (value: string): string => {
  const safe = FORMULA.test(value.trimStart()) || FORMULA.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
};

/** RFC 4180, with the mark by which Excel knows UTF-8. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;
