// From the bytes of a text file to its text, in whichever of China's usual encodings it was saved.

export type Decoded = { text: string; encoding: 'utf-8' | 'gb18030' | 'utf-16le' }

/** A mark decides; else strict UTF-8; else GB18030, which contains GBK and GB2312 and has the rare characters of names. */
export function decodeText(bytes: Uint8Array): Decoded {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs('utf-16le', bytes)
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' }
  } catch {
    return decodeAs('gb18030', bytes)
  }
}

const decodeAs = (encoding: 'gb18030' | 'utf-16le', bytes: Uint8Array): Decoded => ({
  text: new TextDecoder(encoding).decode(bytes),
  encoding,
})
