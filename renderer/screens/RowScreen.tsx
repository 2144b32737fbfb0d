// One row of an item with everything it holds.
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { KioskState } from '../../electron/contract.ts'
import { columnsOf } from '../../disclosure/item-type.ts'
import { itemTypeOf } from '../../disclosure/item-types/all.ts'
import { fieldPairs, pairPiece } from '../fields/FieldList.tsx'
import { useKiosk } from '../kiosk.ts'
import type { Screen } from '../navigation.ts'
import type { Nav } from '../pages.ts'
import { usePages } from '../pages.ts'
import { Flow } from '../parts/Flow.tsx'
import { Frame } from '../parts/Frame.tsx'
import { Nothing, Waiting } from '../parts/Waiting.tsx'
import { isOfPersons } from '../speech/rows.ts'
import { periodName, stagedTitle } from '../words.ts'

export function RowScreen(props: { of: Extract<Screen, { kind: 'row' }>; kiosk: KioskState; nav: Nav }) {
  const { of, nav } = props
  const { t } = useTranslation()
  const entry = useKiosk('entry', { id: of.id })
  const rows = useKiosk('rows', { id: of.id, offset: of.at, limit: 1 })
  const { paging, onMeasured } = usePages(nav)
  const known = entry.kind === 'answered' ? entry.answer : null
  const type = known ? itemTypeOf(known.entry.itemType) : undefined
  const row = rows.kind === 'answered' ? rows.answer.rows[0] : undefined
  const columns = useMemo(() => (type ? columnsOf(type) : []), [type])
  const pairs = type ? fieldPairs(t, type.id, columns, row ?? []) : []
  // Whoever opened it reads it; that the hall hears it is asked for by a button of its own.
  const personal = type && isOfPersons(type) ? { personal: true } : {}
  const pieces = pairs.map((pair) => ({ ...pairPiece(pair), ...personal }))
  const whose = known?.village?.name ?? props.kiosk.township?.name ?? ''
  return (
    <Frame
      testId="row"
      over={
        known
          ? [whose, periodName(t, known.entry.period), t('row.number', { row: of.at + 1 })].join(
              t('value.between'),
            )
          : undefined
      }
      title={known ? stagedTitle(t, known.entry) : ''}
      paging={paging}
    >
      {rows.kind !== 'answered' ? (
        <Waiting on={rows} />
      ) : pieces.length > 0 ? (
        <Flow pieces={pieces} page={paging.page} onMeasured={onMeasured} />
      ) : (
        <Nothing sentence={t('entry.gone')} />
      )}
    </Frame>
  )
}
