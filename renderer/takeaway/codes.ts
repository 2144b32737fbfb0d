// The text itself as QR codes: what goes into each, what is left out first, and how large a code may be on this glass.
import { encode } from 'uqr'
import type { TFunction } from 'i18next'
import type { LineKind, TakenLine, Takeaway } from './taken.ts'

/** Bytes that versions 1 to 20 hold at error correction M. A finer one is no longer read off a screen by every telephone. */
const bytesAtM = [
  14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666,
] as const
export const mostVersion = bytesAtM.length

/** ux.md I04: the light edge without which no reader finds a code. */
export const quietModules = 4
/** The least that a telephone's camera makes out at arm's length, and on a coarse glass three whole pixels. */
const leastModuleMm = 0.8
const leastModulePx = 3

/** Nobody scans a fourth one. */
export const mostCodes = 3

/**
 * What is given up where the text is too long, in this order; a note says so. Sums and telephone numbers never go. The
 * first three go for the sake of a third code, the others only for that of a fourth.
 */
export const firstToGo: readonly LineKind[] = [
  'law',
  'fact-capitals',
  'row',
  'bar',
  'note',
  'review',
  'capitals',
  'fact',
]
const sparesThird = 3

export const modulesOf = (version: number): number => 17 + 4 * version

/** The finest code that still has modules of the least size within `sidePx`; 1 where even that is too fine. */
export function finestVersion(sidePx: number, mmPx: number): number {
  const least = Math.max(leastModulePx, Math.ceil(leastModuleMm * mmPx))
  const modules = Math.floor(sidePx / least) - 2 * quietModules
  return Math.min(mostVersion, Math.max(1, Math.floor((modules - 17) / 4)))
}

/** The texts of the codes, each headed by what it is and which of how many. */
export function codeTexts(t: TFunction, of: Takeaway, version: number): string[] {
  const room = bytesAtM[version - 1] ?? 0
  for (let gone = 0; gone <= firstToGo.length; gone++) {
    const codes = filled(t, of, new Set(firstToGo.slice(0, gone)), room)
    if (codes.length <= (gone < sparesThird ? mostCodes - 1 : mostCodes)) return codes
  }
  return cut(t, of, room)
}

type Room = { head: (at: number, all: number) => string; bytes: number }

function roomOf(t: TFunction, of: Takeaway, bytes: number): Room {
  const name = [of.over, of.title].join(' ')
  const head = (at: number, all: number) => (all === 1 ? name : t('takeaway:head', { name, at: at + 1, all }))
  // The longest head there can be, and the line break after it.
  return { head, bytes: bytes - bytesOf(head(mostCodes - 1, mostCodes)) - 1 }
}

function filled(t: TFunction, of: Takeaway, gone: ReadonlySet<LineKind>, bytes: number): string[] {
  const all = spelled(t, of)
  const kept = all.filter(({ kind }) => !gone.has(kind))
  // The law is said on every poster; only what somebody may miss is worth a note.
  const isLess = all.some(({ kind }) => gone.has(kind) && !kind.endsWith('capitals') && kind !== 'law')
  const lines = [...kept.map(({ text }) => text), ...(isLess ? [t('takeaway:shortened')] : []), ...of.marks]
  const room = roomOf(t, of, bytes)
  return headed(room, packed(lines, room.bytes))
}

/** Too long whatever is left out (a notice of many pages): the beginning of it, whom to call, and what it is. */
function cut(t: TFunction, of: Takeaway, bytes: number): string[] {
  const room = roomOf(t, of, bytes)
  const lines = spelled(t, of).filter(({ kind }) => !firstToGo.includes(kind))
  const isKept = ({ kind }: { kind: LineKind }) => kind === 'object' || kind === 'phone'
  const end = [...lines.filter(isKept).map(({ text }) => text), t('takeaway:shortened'), ...of.marks]
  const text = lines.flatMap((line) => (isKept(line) ? [] : [line.text])).join('\n')
  // Where codes end, a line that is not broken leaves some room: a little less each time until it goes in.
  for (let budget = room.bytes * mostCodes - bytesOf(end.join('\n')); budget > 0; budget -= 20) {
    const codes = headed(room, packed([...firstBytes(text, budget).split('\n'), ...end], room.bytes))
    if (codes.length <= mostCodes) return codes
  }
  return headed(room, packed(end, room.bytes)).slice(0, mostCodes)
}

const headed = ({ head }: Room, bodies: readonly string[]): string[] =>
  bodies.map((body, at) => `${head(at, bodies.length)}\n${body}`)

/** Lines in their order, as many to a code as go into it; a line is broken only where it is longer than a code. */
function packed(lines: readonly string[], room: number): string[] {
  const bodies: string[] = []
  let body = ''
  const put = (line: string) => {
    const longer = body === '' ? line : `${body}\n${line}`
    if (bytesOf(longer) <= room) return void (body = longer)
    if (body !== '') bodies.push(body)
    body = line
  }
  for (const line of lines)
    for (let rest = line; rest !== '';) {
      const part = firstBytes(rest, room)
      if (part === '') throw new Error(`no room for one character in ${room} bytes`)
      put(part)
      rest = rest.slice(part.length)
    }
  return body === '' ? bodies : [...bodies, body]
}

/** As many whole characters as go into so many bytes. */
function firstBytes(text: string, bytes: number): string {
  let used = 0
  let taken = ''
  for (const character of text) {
    used += bytesOf(character)
    if (used > bytes) return taken
    taken += character
  }
  return taken
}

const encoder = new TextEncoder()
const bytesOf = (text: string): number => encoder.encode(text).length

function spelled(t: TFunction, { lines, tables }: Takeaway): { kind: LineKind; text: string }[] {
  const rows = tables.flatMap(({ name, rows: inTable }) =>
    [...(name === null ? [] : [name]), ...inTable.map(({ cells }) => cells.filter(Boolean).join(' '))].map(
      (text) => ({ kind: 'row' as const, text }),
    ),
  )
  const own = lines.map((line) => ({ kind: line.kind, text: spelledLine(t, line) }))
  // The rows stand where the sheet has them: after its figures, before those who signed.
  const at = own.findIndex(({ kind }) => ['note', 'review', 'object'].includes(kind))
  return at < 0 ? [...own, ...rows] : [...own.slice(0, at), ...rows, ...own.slice(at)]
}

const spelledLine = (t: TFunction, { name, value }: TakenLine): string =>
  name === undefined || value === '' ? (name ?? value) : t('takeaway:named', { name, value })

/** Dark modules as one path of an SVG whose unit is a module, the quiet zone included in its size. */
export function codePath(text: string): { modules: number; path: string } {
  const { data, size } = encode(text, { ecc: 'M', boostEcc: false, border: 0, maxVersion: mostVersion })
  const path = data
    .flatMap((row, y) =>
      row.map((dark, x) => (dark ? `M${x + quietModules} ${y + quietModules}h1v1h-1z` : '')),
    )
    .join('')
  return { modules: size + 2 * quietModules, path }
}
