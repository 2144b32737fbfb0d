// What an item said before it was corrected: when and why it changed, how much it was and is, and on which lines.
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { EntryPage, EntryVersion } from '../../electron/contract.ts'
import { columnsOf, type ItemType } from '../../disclosure/item-type.ts'
import { figureOf, isFigure } from '../fields/figure.ts'
import type { Piece } from '../parts/Flow.tsx'
import { isOfPersons } from '../speech/rows.ts'
import { dateName, fieldName, unitName } from '../words.ts'
import { countsSaid, moreSaid, rowsSaid, totalsSaid, type WasIsPair } from './change-words.ts'
import styles from './EntryChanges.module.css'

const section = 'changes'

/** One piece for each thing there is to say, so that a page may end between them. */
export function changePieces(t: TFunction, page: EntryPage, type: ItemType): Piece[] {
  const { versions } = page
  if (versions.length === 0) return []
  return [
    // Who touches 改过 wants to see what changed, not the end of the table above it.
    {
      id: 'changes head',
      section,
      withNext: true,
      newPage: page.lines > 1,
      node: <ChangesHead count={versions[0]?.number ?? 0} />,
    },
    ...versions.flatMap((version) => versionPieces(t, version, type)),
  ]
}

function versionPieces(t: TFunction, version: EntryVersion, type: ItemType): Piece[] {
  const id = (part: string) => `change ${version.number} ${part}`
  const said = [...totalsSaid(t, version, type), ...rowsSaid(t, version)]
  const lines = version.changes.lines?.changed ?? []
  return [
    { id: id('why'), section, node: <Why version={version} /> },
    ...said.map((each) => ({ id: id(each.id), section, node: <WasIs {...each} /> })),
    ...countsSaid(t, version).map((text, at) => ({
      id: id(`count ${at}`),
      section,
      node: <Said text={text} />,
    })),
    ...lines.map((line, at) => ({
      id: id(`line ${at}`),
      section,
      node: <ChangedLine t={t} line={line} type={type} />,
      ...(isOfPersons(type) ? { personal: true } : {}),
    })),
    ...moreSaid(t, version).map((text, at) => ({
      id: id(`more ${at}`),
      section,
      node: <Said text={text} />,
    })),
  ]
}

function ChangesHead(props: { count: number }) {
  const { t } = useTranslation()
  return (
    <h2 className={styles['head']} data-testid="entry-changes">
      {t('changes.head', { count: props.count })}
    </h2>
  )
}

function Why(props: { version: EntryVersion }) {
  const { replacedOn, note } = props.version
  const { t } = useTranslation()
  return (
    <p className={styles['why']}>
      <span className={styles['when']}>{t('changes.when', { date: dateName(t, replacedOn) })}</span>
      <span>{note === null ? t('changes.noReason') : t('changes.why', { note })}</span>
    </p>
  )
}

function WasIs(props: WasIsPair) {
  const { t } = useTranslation()
  return (
    <p className={styles['pair']}>
      <span className={styles['name']}>{props.name}</span>
      <span>{t('changes.was', { was: props.was })}</span>
      <b>{t('changes.is', { is: props.is })}</b>
    </p>
  )
}

const Said = (props: { text: string }) => <p className={styles['said']}>{props.text}</p>

type Line = NonNullable<EntryVersion['changes']['lines']>['changed'][number]

/** Named by what its table shows of it, then each figure that is another now. */
function ChangedLine(props: { t: TFunction; line: Line; type: ItemType }) {
  const { t, line, type } = props
  const columns = columnsOf(type)
  const words = columns.flatMap((column, at) =>
    type.list.includes(column.id) && !isFigure(column)
      ? figureOf(column, line.cells[at] ?? null, { t, itemType: type.id })
      : [],
  )
  return (
    <div className={styles['line']} data-testid="changed-line">
      <p className={styles['words']}>{words.filter(Boolean).join(t('value.between'))}</p>
      {line.figures.map(({ field, before, after }) => {
        const column = columns.find(({ id }) => id === field)
        const figure = (value: Line['cells'][number]) =>
          column && value !== null
            ? t('formats:counted', {
                figure: figureOf(column, value, { t, itemType: type.id }),
                unit: unitName(t, column.unit),
              }).trim()
            : t('changes.nothing')
        return (
          <WasIs
            key={field}
            id={field}
            name={fieldName(t, type.id, field)}
            was={figure(before)}
            is={figure(after)}
          />
        )
      })}
    </div>
  )
}
