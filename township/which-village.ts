// The question which village is meant, by an odd name in a cell or by a sheet that names none.
import { compact } from '../disclosure/parse.ts'
import type { Findings } from './findings.ts'
import { placeKey } from './layout-key.ts'
import type { Sweeper } from './sweep.ts'

type Where = { file: string; sheet: string | null }

/** A sheet that names no village anywhere: the answer is kept by its file's name without the quarter. */
export function askVillageOfSheet(findings: Findings, { file, sheet }: Where): void {
  findings.ask({
    kind: 'which-village',
    file,
    sheet,
    cell: null,
    about: null,
    key: placeKey(file, sheet),
    candidates: [],
  })
}

/** 老柳沟 is asked about once and means the same on every sheet, whatever group stands behind it. */
export function askVillageNamed(
  { findings, sweeper, file, sheet }: Where & { findings: Findings; sweeper: Sweeper },
  cell: string,
  text: string,
): void {
  const name = sweeper.name(
    compact(text).replace(/第?[一二三四五六七八九十\d]{1,3}(?:村民)?小?(?:组|社|队)$/, ''),
  )
  findings.ask({ kind: 'which-village', file, sheet, cell, about: name, key: name, candidates: [] })
}
