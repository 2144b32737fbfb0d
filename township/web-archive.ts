// The web pages inside a MIME archive (.mht), which Excel and WPS also write under the name of .xls.

/** Excel's own has its table of sheets first and each sheet as a page of its own. */
export const looksLikeWebArchive = (start: string): boolean =>
  /^\s*(?:MIME-Version:|From:|Date:|Subject:|Content-Type:\s*multipart\/)/i.test(start) &&
  /Content-Type:\s*(?:multipart\/related|text\/html)/i.test(start)

export type ArchivedPage = { bytes: Buffer; charset: string | null }

export function pagesInArchive(bytes: Buffer): ArchivedPage[] {
  // Headers and quoted-printable are ASCII; latin1 keeps all other bytes as they are.
  const text = bytes.toString('latin1')
  const boundary = /boundary="?([^"\r\n;]+)"?/i.exec(text.slice(0, 8192))?.[1]
  const parts = boundary === undefined ? [text] : text.split(`--${boundary}`).slice(1)
  return parts.flatMap((part) => {
    const end = /\r?\n\r?\n/.exec(part)
    if (!end) return []
    const head = part.slice(0, end.index)
    if (!/Content-Type:\s*text\/html/i.test(head)) return []
    const body = part.slice(end.index + end[0].length)
    return [{ bytes: decoded(body, head), charset: /charset="?([\w-]+)/i.exec(head)?.[1] ?? null }]
  })
}

function decoded(body: string, head: string): Buffer {
  const encoding = /Content-Transfer-Encoding:\s*([\w-]+)/i.exec(head)?.[1]?.toLowerCase()
  if (encoding === 'base64') return Buffer.from(body, 'base64')
  if (encoding !== 'quoted-printable') return Buffer.from(body, 'latin1')
  const plain = body
    .replace(/=\r?\n/g, '')
    .replace(/=([\dA-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
  return Buffer.from(plain, 'latin1')
}
