// Every public line of one household on one page, with a shield against those who stand behind and a quick way to leave.
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { HouseholdLine, KioskState } from '../../electron/contract.ts'
import { goesByTitle } from '../../disclosure/item-type.ts'
import { itemTypeOf } from '../../disclosure/item-types/all.ts'
import { useKiosk } from '../kiosk.ts'
import type { Screen } from '../navigation.ts'
import type { Nav } from '../pages.ts'
import { usePages } from '../pages.ts'
import { Button } from '../parts/Button.tsx'
import { Flow, type Piece } from '../parts/Flow.tsx'
import { Frame, useFrameActs } from '../parts/Frame.tsx'
import { Sign } from '../parts/Signs.tsx'
import { Nothing, Waiting } from '../parts/Waiting.tsx'
import { TakeawayButton } from '../takeaway/TakeawayButton.tsx'
import { gapOf } from '../amount-words.ts'
import { periodName, stagedTitle } from '../words.ts'
import { groupName, householdOver } from './HouseholdChoices.tsx'
import { mainFigures } from './household-figures.ts'
import styles from './HouseholdScreen.module.css'

export function HouseholdScreen(props: {
  of: Extract<Screen, { kind: 'household' }>
  kiosk: KioskState
  nav: Nav
}) {
  const { of, kiosk, nav } = props
  const { villageCode, group, name } = of
  const { t } = useTranslation()
  const { leave } = useFrameActs()
  const [isShielded, setShielded] = useState(false)
  const asked = useKiosk('household', { villageCode, group, name })
  const { paging, onMeasured } = usePages(nav)
  const found = asked.kind === 'answered' ? asked.answer : null
  const { go } = nav
  const pieces = useMemo(
    () => (found ? piecesOf({ t, found, isShielded, go }) : []),
    [t, found, isShielded, go],
  )
  return (
    <Frame
      testId="household"
      personal
      over={[householdOver(t, kiosk, villageCode), groupName(t, group)].join(t('value.between'))}
      title={t('find:household.title', { name })}
      paging={paging}
      aside={
        <div className={styles['acts']}>
          <Button
            testId="household-shield"
            chosen={isShielded}
            onPress={() => setShielded((before) => !before)}
          >
            {isShielded ? t('find:household.unshield') : t('find:household.shield')}
          </Button>
          {found && found.lines.length > 0 && (
            <TakeawayButton of={{ kind: 'household', villageCode, group, name }} go={go} />
          )}
          <Button primary testId="household-clear" onPress={leave}>
            {t('find:household.clear')}
          </Button>
        </div>
      }
    >
      {asked.kind !== 'answered' ? (
        <Waiting on={asked} />
      ) : asked.answer.lines.length === 0 ? (
        <Nothing
          sentence={kiosk.householdLookUp ? t('find:household.none') : t('find:household.off')}
          more={t('find:household.noneMore')}
        />
      ) : (
        <Flow pieces={pieces} page={paging.page} onMeasured={onMeasured} />
      )}
    </Frame>
  )
}

function piecesOf(of: {
  t: TFunction
  found: { lines: HouseholdLine[]; more: number }
  isShielded: boolean
  go: Nav['go']
}): Piece[] {
  const { t, found, isShielded, go } = of
  const count = found.lines.length + found.more
  const note = [t('find:household.sum', { count }), t('find:household.sameName')].join(gapOf(t))
  return [
    { id: 'sum', withNext: true, node: <p className={styles['note']}>{note}</p> },
    ...found.lines.map((line) => ({
      id: `line ${line.id} ${line.at}`,
      personal: true,
      node: (
        <Line
          line={line}
          isShielded={isShielded}
          onPress={() => go({ kind: 'row', id: line.id, at: line.at })}
        />
      ),
    })),
    ...(found.more > 0
      ? [
          {
            id: 'more',
            node: <p className={styles['note']}>{t('find:household.more', { count: found.more })}</p>,
          },
        ]
      : []),
  ]
}

function Line(props: { line: HouseholdLine; isShielded: boolean; onPress: () => void }) {
  const { line, isShielded } = props
  const { t } = useTranslation()
  const type = itemTypeOf(line.itemType)
  const figures = mainFigures(t, line)
  return (
    <Button className={styles['line']} testId="household-line" onPress={props.onPress}>
      <span className={styles['what']}>
        <span className={styles['title']}>
          {type && goesByTitle(type) ? line.title : stagedTitle(t, line)}
        </span>
        <span className={styles['when']}>{periodName(t, line.period)}</span>
      </span>
      <span className={styles['figures']}>
        {figures.map(({ name, value }) => (
          <span key={name}>
            {name} <b>{isShielded ? t('find:household.hidden') : value}</b>
          </span>
        ))}
      </span>
      <Sign of="next" />
    </Button>
  )
}
