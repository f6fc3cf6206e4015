/** The upper half of code page 850, in which Windows of western Europe and the Americas writes names. */
const upperHalf =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';

/**
 * The name of a zip archive's entry that does not say its encoding: UTF-8, as macOS and Info-ZIP write it, else code page
 * 850. The format's own code page 437 has the same letters at the same places, without `ã`, `õ` and most capitals.
 */
export function zipName(raw: Uint8Array): string {
  try {
    // Throws where the bytes are not UTF-8; in every host, unlike TextDecoder.
    return decodeURIComponent(Array.from(raw, (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
  } catch {
    return Array.from(raw, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : upperHalf[byte - 0x80])).join(
      '',
    );
  }
}
