// Which printer this kiosk has and what paper lies in it, as the installer has said.
import { z } from 'zod'
import type { ReadableDb } from './database.ts'
import type { Desk } from './desk.ts'
import { keepCopy } from './state-copy.ts'

const Printer = z.strictObject({ name: z.string().min(1).max(200), paper: z.enum(['a4', 'slip']) })
export type PrinterSetting = z.infer<typeof Printer>

const name = 'printer'

/** Null: none is to be used. */
export function printerSetting(store: { state: ReadableDb | null }): PrinterSetting | null {
  const row = store.state
    ?.prepare<[string], { value: string }>('SELECT value FROM setting WHERE name = ?')
    .get(name)
  if (row === undefined) return null
  const read = Printer.safeParse(json(row.value))
  return read.success ? read.data : null
}

export function setPrinter(desk: Desk, printer: PrinterSetting | null): void {
  desk.state
    .prepare('INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)')
    .run(name, JSON.stringify(printer))
  keepCopy(desk)
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
