// The commands that read a clerk's folder of sheets and sign nothing: what is wrong with it, and blank sheets for it.
import { isAbsolute, relative, resolve } from 'node:path'
import { publicNumbersOfTownship } from '../../pack/manifest.ts'
import { blocks, isBlocking } from '../accept.ts'
import { readAnswers } from '../answers.ts'
import type { Answers } from '../answers.ts'
import { entriesBefore } from '../previous-pack.ts'
import { readTownship } from '../read-township.ts'
import type { Reading } from '../read-township.ts'
import { writeReport } from '../report-workbook.ts'
import { writeTemplates } from '../template.ts'
import { today } from './command-line.ts'
import type { Command, Given, Outcome, Said } from './command-line.ts'

export const templateCommand: Command = { usage: 'township template --out DIR', run: template }

export const checkCommand: Command = {
  usage: 'township check   SHEETS_DIR [--answers FILE] [--previous FILE.mbpack] [--report FILE.xlsx]',
  run: check,
}

async function template({ values: { out }, positionals }: Given): Promise<Outcome> {
  if (!out || positionals.length > 0) return { usage: 'template needs --out' }
  const written = await writeTemplates(out)
  if (!written.ok) return { failed: { kind: written.kind, file: written.file } }
  return { done: { files: written.files } }
}

async function check(given: Given, streams: Said): Promise<Outcome> {
  const folder = given.positionals[0]
  if (!folder || given.positionals.length !== 1) return { usage: 'check needs the folder of sheets' }
  const read = await readSheets(folder, given.values, streams)
  if ('failed' in read) return read
  const { report } = read.reading
  const faulty = report.faults.some(blocks) || report.questions.some(isBlocking)
  const open = publicNumbersOfTownship(read.reading.township)
  return faulty ? { failed: { kind: 'faulty', ...report }, open } : { done: report, open }
}

export async function readSheets(
  folder: string,
  given: Given['values'],
  streams: Said,
): Promise<{ reading: Reading; answers: Answers } | { failed: { kind: string } }> {
  const { report } = given
  // The copies beside a report would be read as sheets the next time.
  if (report && isWithin(folder, report)) return { failed: { kind: 'report-among-sheets' } }
  const answers = await readAnswers(given.answers)
  if (!answers.ok) return { failed: answers }
  const previous = await entriesBefore(given.previous)
  if ('failed' in previous) return previous
  const onFile = (_path: string, done: number, all: number) => {
    if (done % 20 === 0) streams.err(`reading sheets ${done}/${all}\n`)
  }
  const read = await readTownship(folder, answers.answers, today(), {
    onFile,
    previous,
  })
  if (!read.ok) return { failed: { kind: read.kind } }
  if (report) {
    streams.err(`writing ${report}\n`)
    await writeReport({ file: resolve(report), folder: resolve(folder), reading: read.reading })
  }
  return { reading: read.reading, answers: answers.answers }
}

function isWithin(folder: string, file: string): boolean {
  const path = relative(folder, file)
  return !path.startsWith('..') && !isAbsolute(path)
}
