// The list beside the recordings: which file says which sentence; a person reads from it what is to be spoken.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Papa from 'papaparse'
import { z } from 'zod'
import township from '../../assets/locales/zh-CN/township.json' with { type: 'json' }

/** `made`: the hash of the file a machine made; a file that is another was recorded by a person. */
export type Listed = { number: string; spoken: string; made: string | null }

const { fileName, columns } = township.recordings
const heads = [columns.number, columns.spoken, columns.file, columns.made]

const Line = z
  .array(z.string())
  .min(2)
  .transform(([number = '', spoken = '', _file, made = '']) => ({ number, spoken, made: made || null }))
  .pipe(
    z.object({
      number: z.string().regex(/^\d{1,6}$/),
      // Words alone, a letter first: what a spreadsheet program might take for a formula does not get in.
      spoken: z.string().regex(/^[\p{L}，。、！？][\p{L}\p{M}，。、！？ .,!?،؟'’-]{0,199}$/u),
      made: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .nullable(),
    }),
  )

export const listFileIn = (folder: string): string => join(folder, fileName)

/** Null if it is there and cannot be read as a list; empty if there is none. Excel may have saved it as GBK. */
export async function readList(folder: string): Promise<Listed[] | null> {
  const bytes = await readFile(listFileIn(folder)).catch(() => null)
  if (!bytes) return []
  const text = decoded(bytes)
  const rows = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), { skipEmptyLines: 'greedy' }).data.slice(1)
  const read = z.array(Line).safeParse(rows.map((row) => row.map((cell) => cell.trim())))
  if (!read.success) return null
  return read.data.map((line) => ({ ...line, number: line.number.padStart(4, '0') }))
}

function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gbk').decode(bytes)
  }
}

export async function writeList(folder: string, lines: readonly Listed[]): Promise<void> {
  const rows = lines.map(({ number, spoken, made }) => [number, spoken, `${number}.wav`, made ?? ''])
  const text = Papa.unparse([heads, ...rows], { newline: '\r\n' })
  await writeFile(listFileIn(folder), `\ufeff${text}\r\n`, { flush: true })
}
