// The parts of an item's sheet as a row of keys: each leads to the page where its part begins.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemType } from '../../disclosure/item-type.ts'
import type { EntryPage } from '../../electron/contract.ts'
import { Button } from '../parts/Button.tsx'
import styles from './Bookmarks.module.css'
import { barLinesOf, mostBars } from './entry-figures.ts'

/** Where the parts of the sheet begin; the one that is up is marked. */
export function Bookmarks(props: {
  sections: { section: string; page: number }[]
  here: number
  type: ItemType
  page: EntryPage
  turn: (page: number) => void
}) {
  const { sections, here, turn } = props
  const { t } = useTranslation()
  const known = sections.length > 0 ? sections : [{ section: 'about', page: 0 }]
  const [touched, setTouched] = useState<string | null>(null)
  const current =
    known.find((each) => each.page === here && each.section === touched) ??
    known.find((each) => each.page === here) ??
    known.filter((each) => each.page < here).at(-1)
  const word = (section: string) =>
    section === 'about' && barLinesOf(t, props.page, props.type, mostBars).length > 0
      ? t('bookmark.picture')
      : t(`bookmark.${section}`)
  return (
    <div className={styles['marks']}>
      {known.map((each) => (
        <Button
          key={each.section}
          chosen={each === current}
          testId={`bookmark-${each.section}`}
          onPress={() => {
            setTouched(each.section)
            turn(each.page)
          }}
        >
          {word(each.section)}
        </Button>
      ))}
    </div>
  )
}
