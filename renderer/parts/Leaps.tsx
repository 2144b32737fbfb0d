// The way to any page of a list of hundreds of lines, by what stands first on it.
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import type { Leap } from './Flow.tsx'
import { partsOf } from './leap-parts.ts'
import styles from './Leaps.module.css'

/** Fewer pages are turned as fast as they are chosen from. */
export const fewestToLeap = 10

type Leaping = { leaps: readonly Leap[]; page: number; turn: (page: number) => void }

export function LeapButton(props: Leaping & { words: ReactNode; className: string | undefined }) {
  const { t } = useTranslation()
  const [choosing, setChoosing] = useState(false)
  return (
    <>
      <Button
        onPress={() => setChoosing(true)}
        testId="page-where"
        className={[styles['open'], props.className].join(' ')}
      >
        {props.words}
        <span className={styles['word']}>{t('page.leap')}</span>
      </Button>
      {choosing && <LeapChoice {...props} onClose={() => setChoosing(false)} />}
    </>
  )
}

function LeapChoice(props: Leaping & { onClose: () => void }) {
  const { leaps, page, turn, onClose } = props
  const { t } = useTranslation()
  const [within, setWithin] = useState({ from: 0, to: leaps.length })
  const parts = partsOf(within.from, within.to)
  const isWhole = within.to - within.from === leaps.length
  const isHere = (part: { from: number; to: number }) =>
    page >= (leaps[part.from]?.page ?? 0) && page < (leaps[part.to]?.page ?? (leaps.at(-1)?.page ?? 0) + 1)
  const choose = (part: { from: number; to: number }) => {
    if (part.to - part.from > 1) return setWithin(part)
    onClose()
    turn(leaps[part.from]?.page ?? page)
  }
  return (
    <Dialog
      title={t('page.leapWhere')}
      testId="leap-dialog"
      onEscape={onClose}
      answers={
        <>
          <Button onPress={onClose} testId="leap-close">
            {t('page.leapClose')}
          </Button>
          {!isWhole && (
            <Button onPress={() => setWithin({ from: 0, to: leaps.length })} testId="leap-whole">
              {t('page.leapWhole')}
            </Button>
          )}
        </>
      }
    >
      <div className={styles['choices']}>
        {parts.map((part, at) => {
          const leap = leaps[part.from]
          return (
            <Button
              key={part.from}
              chosen={isHere(part)}
              testId={`leap-${at}`}
              className={styles['choice']}
              onPress={() => choose(part)}
            >
              <span className={styles['page']}>{t('page.leapPage', { page: (leap?.page ?? 0) + 1 })}</span>
              {leap?.begins && <span>{leap.begins}</span>}
            </Button>
          )
        })}
      </div>
    </Dialog>
  )
}
