/** A remark as a sentence: `use spaces` becomes `Use spaces.` */
export function sentence(text: string): string {
  const end = /[.?!…)]$/.test(text) ? '' : '.';
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${end}`;
}
