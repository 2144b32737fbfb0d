// The ways of writing what is looked for, as tabs above one place: each a component that writes into the one query.
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../parts/Button.tsx'
import { HandWay } from './handwriting/HandWay.tsx'
import { InitialsWay } from './InitialsWay.tsx'
import { PinyinWay } from './PinyinWay.tsx'
import { ways, type Query, type Way } from './query.ts'
import styles from './Ways.module.css'

export type WayProps = { villageCode: string; query: Query; onQuery: (query: Query) => void }

const components: Record<Way, ComponentType<WayProps>> = {
  initials: InitialsWay,
  pinyin: PinyinWay,
  hand: HandWay,
}

export function WayOf(props: WayProps & { way: Way }) {
  const { way, ...given } = props
  const Component = components[way]
  return (
    <div className={styles['way']} data-way={way}>
      <Component {...given} />
    </div>
  )
}

export function WayTabs(props: { way: Way; onWay: (way: Way) => void }) {
  const { t } = useTranslation()
  return (
    <div className={styles['tabs']} role="group" aria-label={t('ways:tabs')}>
      {ways.map((way) => (
        <Button
          key={way}
          testId={`way-${way}`}
          className={styles['tab']}
          chosen={way === props.way}
          onPress={() => props.onWay(way)}
        >
          {t(`ways:tab.${way}`)}
        </Button>
      ))}
    </div>
  )
}
