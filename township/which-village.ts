// The question which village is meant, by an odd name in a cell or by a sheet that names none.
import { compact } from '../disclosure/parse.ts'
import type { Village } from '../disclosure/township.ts'
import type { Findings } from './findings.ts'
import { placeKey } from './layout-key.ts'
import type { Sweeper } from './sweep.ts'

type Place = {
  file: string
  sheet: string | null
  findings: Findings
  township: { villages: readonly Pick<Village, 'name'>[] }
}

/** A sheet that names no village anywhere: the answer is kept by its file's name without the quarter. */
export function askVillageOfSheet({ file, sheet, findings, township }: Place): void {
  const key = placeKey(file, sheet)
  const candidates = township.villages.map(({ name }) => name)
  findings.ask({ kind: 'which-village', file, sheet, cell: null, about: null, key, candidates })
}

/** 老柳沟 is asked about once and means the same on every sheet, whatever group stands behind it. */
export function askVillageNamed(place: Place & { sweeper: Sweeper }, cell: string, text: string): void {
  const { file, sheet, findings, sweeper, township } = place
  const name = sweeper.name(compact(text).replace(groupBehind, ''))
  const candidates = likeliest(
    name,
    township.villages.map((village) => village.name),
  )
  findings.ask({ kind: 'which-village', file, sheet, cell, about: name, key: name, candidates })
}

const groupBehind = /第?[一二三四五六七八九十\d]{1,3}(?:村民)?小?(?:组|社|队)$/

/** Those that share most characters with the odd name come first. */
function likeliest(name: string, villages: readonly string[]): string[] {
  const shared = (village: string) =>
    [...village.replace(/村$/, '')].filter((char) => name.includes(char)).length
  return [...villages].sort((one, other) => shared(other) - shared(one))
}
