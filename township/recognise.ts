// What kind of disclosure a table is: its words must say so and its columns must agree; it is never guessed.
import { itemTypes } from '../disclosure/item-types/all.ts'
import type { ItemType } from '../disclosure/item-type.ts'
import { compact } from '../disclosure/parse.ts'
import { fitColumns } from './fit.ts'
import type { Fit } from './fit.ts'
import type { Header } from './header.ts'
import { headerKey } from './header.ts'

/** Where a table's words stand, from the most telling to the least. */
export type Words = { title: string; sheet: string; file: string; folders: readonly string[] }

export type Recognised =
  | { kind: 'known'; fits: [Fit, ...Fit[]] }
  /** The columns fit one of these, but nothing says which. */
  | { kind: 'unsure'; candidates: ItemType[] }
  | { kind: 'unknown' }

export function recognise(header: Header, words: Words): Recognised {
  const fits = itemTypes.flatMap((type) => {
    if (['document', 'labelled'].includes(type.layout.kind) || speaksAgainst(type, words)) return []
    const fit = type.layout.kind === 'paired' ? fitPaired(type, header) : fitColumns(type, header)
    return fit ? [{ fit, loudness: loudnessOf(type, words) }] : []
  })
  const spoken = fits.filter(({ loudness }) => loudness > 0)
  spoken.sort((one, other) => other.loudness - one.loudness || other.fit.share - one.fit.share)
  const best = spoken[0]?.fit
  if (best)
    return {
      kind: 'known',
      fits: [
        best,
        ...siblingsOf(
          best,
          fits.map(({ fit }) => fit),
        ),
      ].map((fit) => withStage(fit, words)) as [Fit, ...Fit[]],
    }
  const full = fits.filter(({ fit }) => fit.share >= 0.8).map(({ fit }) => fit.type)
  return full.length > 0 ? { kind: 'unsure', candidates: full } : { kind: 'unknown' }
}

/** Types that share one sheet, row by row: 债权 and 债务, 高龄津贴 and 残疾人两项补贴. */
function siblingsOf(best: Fit, fits: readonly Fit[]): Fit[] {
  const field = best.type.only?.field
  const column = field === undefined ? undefined : best.fields.get(field)
  if (!column) return []
  return fits.filter(
    ({ type, fields }) =>
      type !== best.type && type.only !== undefined && fields.get(type.only.field) === column,
  )
}

function fitPaired(type: ItemType, header: Header): Fit | null {
  if (type.layout.kind !== 'paired') return null
  const halves = type.layout.halves.map((half) => half.header.map(headerKey))
  const found = halves.every((names) => header.columns.some((column) => names.includes(column.leaf)))
  if (!found) return null
  const fit = fitColumns(type, header)
  return fit && fit.fields.size > 0 ? fit : null
}

function withStage(fit: Fit, words: Words): Fit {
  const said = compact([words.title, words.sheet, words.file, ...words.folders].join(' '))
  const stage = fit.type.stages?.find((each) => each.words.some((word) => said.includes(compact(word))))
  return { ...fit, stage: stage?.id ?? null }
}

const weightOf = { title: 4000, sheet: 3000, file: 2000, folder: 1000 }

/** A longer word in a more telling place speaks louder. */
export function loudnessOf(type: ItemType, words: Words): number {
  const places: [string, number][] = [
    [words.title, weightOf.title],
    [words.sheet, weightOf.sheet],
    [words.file, weightOf.file],
    ...words.folders.map((folder): [string, number] => [folder, weightOf.folder]),
  ]
  let loudest = 0
  for (const [text, weight] of places) {
    const seen = compact(text)
    for (const word of type.words) {
      const wanted = compact(word)
      if (seen.includes(wanted)) loudest = Math.max(loudest, weight + wanted.length)
    }
  }
  return loudest
}

/** A title outweighs the name of the file it is in; without one, the names count. */
export function speaksAgainst(type: ItemType, words: Words): boolean {
  const said = compact(words.title) === '' ? `${words.sheet} ${words.file}` : words.title
  return (type.notWords ?? []).some((word) => compact(said).includes(compact(word)))
}

/**
 * The programme a bank's file names, by any of its usual short names; else the type for payments of any programme,
 * unless the programme's name alone says too much about those who get it.
 */
export function fitOfProgramme(programme: string, header: Header): Fit | null {
  const seen = compact(programme)
  const says = (words: readonly string[] | undefined) =>
    (words ?? []).some((word) => seen.includes(compact(word)))
  const named = itemTypes.filter(
    (type) => type.category === 'subsidy' && !type.anyProgramme && says(type.words),
  )
  const any = itemTypes.filter((type) => type.anyProgramme && !says(type.notWords))
  for (const type of [...named, ...any]) {
    const fit = fitColumns(type, header)
    // 一卡通代发 is the last stage of a matter that has stages.
    const stage = type.stages?.find((each) => each.words.includes(bankWord))
    if (fit) return { ...fit, stage: stage?.id ?? null }
  }
  return null
}

const bankWord = '一卡通代发'

export function recogniseNotice(title: string): ItemType | null {
  const seen = compact(title)
  const types = itemTypes.filter(
    (type) =>
      type.layout.kind === 'document' &&
      type.words.some((word) => seen.includes(compact(word))) &&
      !(type.notWords ?? []).some((word) => seen.includes(compact(word))),
  )
  const longest = (type: ItemType) =>
    Math.max(...type.words.map((word) => (seen.includes(compact(word)) ? compact(word).length : 0)))
  // 关于…的通告: what the title ends with is what it is.
  const ending = types.find((type) => type.words.some((word) => seen.endsWith(compact(word))))
  return (
    types.sort((one, other) => longest(other) - longest(one)).find((type) => longest(type) > 2) ??
    ending ??
    null
  )
}
