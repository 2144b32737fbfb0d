// Finding by first letters: what fits appears with every letter, grouped by what it is.
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { AnswerOf, FoundItem, KioskState } from '../../electron/contract.ts'
import { goesByTitle } from '../../disclosure/item-type.ts'
import { itemTypeOf } from '../../disclosure/item-types/all.ts'
import { useKiosk } from '../kiosk.ts'
import type { Screen } from '../navigation.ts'
import type { Nav } from '../pages.ts'
import { usePages } from '../pages.ts'
import { Button } from '../parts/Button.tsx'
import { Flow, type Piece } from '../parts/Flow.tsx'
import { isOfPersons } from '../speech/rows.ts'
import { Frame } from '../parts/Frame.tsx'
import { Sign } from '../parts/Signs.tsx'
import { Waiting } from '../parts/Waiting.tsx'
import { itemTitle, periodName, stagedTitle } from '../words.ts'
import { groupName } from './HouseholdChoices.tsx'
import { LetterPad, TypedText } from './LetterPad.tsx'
import styles from './FindScreen.module.css'

type Of = Extract<Screen, { kind: 'find' }>
type Found = AnswerOf<'find'>

export function FindScreen(props: { of: Of; kiosk: KioskState; nav: Nav }) {
  const { of, kiosk, nav } = props
  const { villageCode } = of
  const { t } = useTranslation()
  const [text, setText] = useState(of.text)
  const asked = useKiosk('find', { villageCode, text })
  // What fitted the letters before stays up for the moment it takes to look anew.
  const latest = useRef<Found | null>(null)
  if (asked.kind === 'answered') latest.current = asked.answer
  const found = latest.current
  const { paging, onMeasured } = usePages(nav)
  const { go: leave, instead } = nav
  const pieces = useMemo(() => {
    // Whoever comes back finds the letters as they were.
    const go: Nav['go'] = (to) => {
      instead({ ...of, text })
      leave(to)
    }
    return found ? piecesOf({ t, found, text, villageCode, go }) : []
  }, [t, found, text, villageCode, leave, instead, of])
  const onTyped = (typed: string) => {
    setText(typed)
    nav.turn(0)
  }
  const village = kiosk.villages.find((each) => each.code === villageCode)?.name ?? ''
  return (
    <Frame testId="find" over={village} title={t('find:title')} paging={paging}>
      <div className={styles['screen']}>
        <TypedText typed={text} onTyped={onTyped} />
        <div className={styles['found']}>
          {found ? (
            <Flow pieces={pieces} page={paging.page} onMeasured={onMeasured} />
          ) : asked.kind === 'answered' ? null : (
            <Waiting on={asked} />
          )}
        </div>
        <LetterPad typed={text} onTyped={onTyped} />
      </div>
    </Frame>
  )
}

function piecesOf(of: {
  t: TFunction
  found: Found
  text: string
  villageCode: string
  go: Nav['go']
}): Piece[] {
  const { t, found, text, villageCode, go } = of
  const items = (list: readonly FoundItem[]) =>
    list.map((item): Piece => ({
      id: `item ${item.id}`,
      node: (
        <Result
          testId={`found-${item.id}`}
          name={nameOfItem(t, item)}
          hint={periodName(t, item.period)}
          onPress={() => go({ kind: 'entry', id: item.id })}
        />
      ),
    }))
  const persons = found.persons.map(({ group, name, lines }): Piece => ({
    id: `person ${group} ${name}`,
    personal: true,
    node: (
      <Result
        testId="found-person"
        name={name}
        hint={[groupName(t, group), t('find:personLines', { count: lines })].join(t('value.between'))}
        onPress={() => go({ kind: 'household', villageCode, group, name })}
      />
    ),
  }))
  const texts = found.texts.map(({ id, at, itemType, period, text: words, more }): Piece => ({
    id: `text ${id} ${at} ${words}`,
    personal: namesPersons(itemType),
    node: (
      <Result
        testId="found-text"
        name={words}
        hint={[
          itemTitle(t, itemType),
          periodName(t, period),
          ...(more > 0 ? [t('find:textMore', { count: more })] : []),
        ].join(t('value.between'))}
        onPress={() => go({ kind: 'row', id, at })}
      />
    ),
  }))
  const some = [
    ...under(text === '' ? t('find:usual') : t('find:items'), items(found.items)),
    ...under(t('find:persons'), persons),
    ...under(t('find:texts'), texts),
  ]
  if (some.length > 0) return some
  const none = <p className={styles['none']}>{t('find:none', { text: text.toUpperCase() })}</p>
  const more = <p className={styles['more']}>{t('find:noneMore')}</p>
  return [
    { id: 'none', node: none },
    ...under(t('find:near'), items(found.near)),
    { id: 'none more', node: more },
  ]
}

const namesPersons = (itemType: string): boolean => {
  const type = itemTypeOf(itemType)
  return type === undefined || isOfPersons(type)
}

const under = (words: string, pieces: Piece[]): Piece[] =>
  pieces.length === 0
    ? []
    : [{ id: `head ${words}`, withNext: true, node: <h2 className={styles['head']}>{words}</h2> }, ...pieces]

function nameOfItem(t: TFunction, item: FoundItem): string {
  const type = itemTypeOf(item.itemType)
  return type && goesByTitle(type) ? item.title : stagedTitle(t, item)
}

function Result(props: { testId: string; name: string; hint: string; onPress: () => void }) {
  return (
    <Button className={styles['result']} testId={props.testId} onPress={props.onPress}>
      <span className={styles['name']}>{props.name}</span>
      <span className={styles['hint']}>{props.hint}</span>
      <Sign of="next" />
    </Button>
  )
}
