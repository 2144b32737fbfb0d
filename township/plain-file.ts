// From the bytes of a text file to its text, in whichever of China's usual encodings it was saved.

export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'

export type Decoded = { text: string; encoding: Encoding }

/** A mark decides; else where the zeros stand; else strict UTF-8; else GB18030, which contains GBK and GB2312 and has the rare characters of names. */
export function decodeText(bytes: Uint8Array): Decoded {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs('utf-16le', bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeAs('utf-16be', bytes)
  const wide = unmarkedUtf16(bytes)
  if (wide) return decodeAs(wide, bytes)
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' }
  } catch {
    return decodeAs('gb18030', bytes)
  }
}

/** Line ends, digits and commas of UTF-16 have their zero always on the same side; 一 (4E00) alone has it on the other. */
export function unmarkedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  let [little, big] = [0, 0]
  const seen = Math.min(bytes.length, 4096) & ~1
  for (let at = 0; at < seen; at += 2) {
    const [first = 0, second = 0] = [bytes[at], bytes[at + 1]]
    if (second === 0 && isAscii(first)) little += 1
    if (first === 0 && isAscii(second)) big += 1
  }
  if (little > 2 * big) return 'utf-16le'
  return big > 2 * little ? 'utf-16be' : null
}

const isAscii = (byte: number): boolean =>
  (byte >= 32 && byte < 127) || byte === 9 || byte === 10 || byte === 13

/** A text has line ends and tabs, but hardly any other character that no keyboard makes. */
export function looksLikeText(text: string): boolean {
  const start = text.slice(0, 8192)
  // eslint-disable-next-line no-control-regex
  const strange = start.match(/[\u0000-\u0008\u000e-\u001f\ufffd]/g)?.length ?? 0
  return strange * 50 <= start.length
}

const decodeAs = (encoding: Encoding, bytes: Uint8Array): Decoded => ({
  text: new TextDecoder(encoding).decode(bytes),
  encoding,
})
