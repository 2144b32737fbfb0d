// A matrix in words: each cell says what it is in a sign and a word, so that print and grey glass lose nothing.
import type { SweptText } from '../../disclosure/privacy.ts'
import { itemTypeOf } from '../../disclosure/item-types/all.ts'
import { periodWords, reported, say } from '../wording.ts'
import { daysShownOn, isShownOn, type Machine, type Machines } from './machines.ts'
import { classes, since, states, type Cell, type Finding, type Matrix, type State } from './rules.ts'
import type { Published } from './releases.ts'

export type TextCell = { state: State; text: SweptText }
export type TextLine = { code: string; village: string; cells: TextCell[] }
export type TextMatrix = {
  title: SweptText
  leads: SweptText[]
  heads: SweptText[]
  lines: TextLine[]
  summary: SweptText
}

/** The one wording of a matrix: what is printed on the screen, in the answer and in the workbook is this. */
export function toldMatrix(of: {
  matrix: Matrix
  published: Published
  machines: Machines | null
}): TextMatrix {
  const { matrix, published, machines } = of
  const counts = { reporting: machines?.reporting.length ?? 0, silent: machines?.silent.length ?? 0 }
  return {
    title: say('coverage.title', { quarter: periodWords(matrix.quarter) }),
    leads: [
      say('coverage.lead', { on: periodWords(matrix.on), sequence: published.newest.sequence }),
      machines ? say('coverage.machinesRead', counts) : say('coverage.noMachines'),
      say('coverage.legend'),
    ],
    heads: [say('coverage.village'), ...classes.map((category) => say(`coverage.class.${category}`))],
    lines: matrix.lines.map(({ code, village, cells }) => ({ code, village, cells: cells.map(toldCell) })),
    summary: summaryOf(matrix),
  }
}

const troubles = states.slice(0, states.indexOf('on-time'))

/** All that is not as it should be, gravest first; else the one thing that is. */
export function toldCell({ state, counts, daysLate }: Cell): TextCell {
  const shown = troubles.filter((each) => (counts[each] ?? 0) > 0)
  const words = (shown.length > 0 ? shown : [state]).map((each) =>
    say(`coverage.cell.${each}`, { count: counts[each] ?? 0, days: daysLate }),
  )
  return { state, text: reported(words.join('\n')) }
}

function summaryOf({ lines, counts }: Matrix): SweptText {
  const told = states
    .filter((state) => counts[state] > 0)
    .map((state) => say('coverage.sum', { state: say(`coverage.state.${state}`), count: counts[state] }))
  return say('coverage.summary', {
    villages: lines.length,
    classes: classes.length,
    cells: lines.length * classes.length,
    states: reported(told.join(' · ')),
  })
}

/** Who, when, which pack, which machine and for how long: what stands behind a cell. */
export type Evidence = {
  village: string
  category: string
  itemType: string
  period: string
  state: string
  states: State[]
  due: string | null
  firstSignedOn: string | null
  sequence: number | null
  sheetSaysOn: string | null
  reviewers: string[]
  signer: string | null
  manifestSha256: string | null
  corrections: number
  why: string
  machines: { id: string; name: string; from: string | null; days: number | null }[]
  id: string | null
}

export function evidenceOf(
  finding: Finding,
  villages: Published['villages'],
  machines: Machines | null,
): Evidence {
  const { item, first, last } = finding
  const pack = last?.pack ?? null
  return {
    village: villages.find(({ code }) => code === finding.villageCode)?.name ?? finding.villageCode,
    category: say(`coverage.class.${finding.category}`),
    itemType: itemTypeOf(finding.itemType)?.title ?? finding.itemType,
    period: periodWords(finding.period),
    state: finding.states.map((state) => say(`coverage.state.${state}`)).join(say('list')),
    states: finding.states,
    due: finding.due,
    firstSignedOn: first?.pack.issuedOn ?? null,
    sequence: pack?.sequence ?? null,
    sheetSaysOn: last?.kind === 'said' ? last.publishedOn : null,
    reviewers: [...(pack?.reviewers ?? [])],
    signer: pack?.signer ?? null,
    manifestSha256: pack?.manifestSha256 ?? null,
    corrections: finding.corrections,
    why: whyOf(finding),
    machines: item && last?.kind === 'said' ? shownOn(finding, since(item), machines) : [],
    id: item?.id ?? null,
  }
}

function whyOf({ last, corrections }: Finding): string {
  if (last?.kind === 'taken-back')
    return last.reason === null
      ? say('coverage.withdrawnPlain')
      : say('coverage.withdrawn', { reason: reported(last.reason) })
  const told = []
  if (last && last.faults > 0) told.push(say('coverage.faults', { count: last.faults }))
  if (last?.declaredNil)
    told.push(say('coverage.nil', { who: reported(last.declaredNil.by), on: reported(last.declaredNil.on) }))
  if (last?.unreviewed) told.push(say('coverage.unreviewed'))
  if (last?.correctionNote && corrections > 0)
    told.push(say('coverage.correction', { note: reported(last.correctionNote) }))
  return told.join(say('list'))
}

export const nameOf = ({ id, name }: { id: string; name: string }): string =>
  name === '' ? say('coverage.unnamed', { id: reported(id) }) : name

function shownOn(finding: Finding, from: number, machines: Machines | null): Evidence['machines'] {
  const shows = (machine: Machine) => isShownOn(machine, { ...finding, since: from })
  return (machines?.reporting ?? []).filter(shows).map((machine) => {
    const shown = daysShownOn(machine, from)
    return { id: machine.id, name: nameOf(machine), from: shown?.from ?? null, days: shown?.days ?? null }
  })
}
