/** Every line of a text, whichever way its lines end, with its place in the text and its number from 1. */
export function forEachLine(text: string, visit: (line: string, at: number, number: number) => void): void {
  const ends = /\r\n?|\n/g;
  let at = 0;
  let number = 0;
  for (let found = ends.exec(text); found !== null; found = ends.exec(text)) {
    number += 1;
    visit(text.slice(at, found.index), at, number);
    at = ends.lastIndex;
  }
  if (at < text.length) visit(text.slice(at), at, number + 1);
}
