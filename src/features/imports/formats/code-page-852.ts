// Central European DOS, in which some banks still write MT940; Node's TextDecoder does not know it.

/** Bytes 128 to 255. */
const UPPER =
  'ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐' +
  '└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u00ad˝˛ˇ˘§÷¸°¨˙űŘř■\u00a0';

export function isPage852(label: string): boolean {
  return /^(?:cp|ibm|csibm|dos|pc)?-?852$/.test(label);
}

/** The text of bytes in code page 852; every byte is a letter in it. */
export function decodePage852(bytes: Uint8Array): string {
  // One byte at a time into one string would take minutes for a large file; latin1 has the lower half right.
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replace(/[\u0080-\u00ff]/g, (letter) => UPPER[letter.charCodeAt(0) - 128] ?? letter);
}
