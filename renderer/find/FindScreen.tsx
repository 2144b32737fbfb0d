// Finding something by what it is called: what fits appears with every letter, grouped by what it is.
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { AnswerOf, FoundItem, KioskState } from '../../electron/contract.ts'
import { goesByTitle } from '../../disclosure/item-type.ts'
import { itemTypeOf } from '../../disclosure/item-types/all.ts'
import { bandTopPx } from '../glass.ts'
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
import { asShown, typedOf, type Query, type Way } from './query.ts'
import { TypedText } from './TypedText.tsx'
import { WayOf, WayTabs } from './Ways.tsx'
import styles from './FindScreen.module.css'

type Of = Extract<Screen, { kind: 'find' }>
type Found = AnswerOf<'find'>

export function FindScreen(props: { of: Of; kiosk: KioskState; nav: Nav }) {
  const { of, kiosk, nav } = props
  // Kept in the trail: larger letters draw the screen anew, and whoever comes back finds what they typed as it was.
  const { villageCode, query, way } = of
  const { t } = useTranslation()
  const text = typedOf(query)
  const asked = useKiosk('find', { villageCode, text })
  // What fitted the letters before stays up for the moment it takes to look anew, under its own heading.
  const latest = useRef<{ text: string; found: Found } | null>(null)
  if (asked.kind === 'answered') latest.current = { text, found: asked.answer }
  const shown = latest.current
  const { paging, onMeasured } = usePages(nav)
  const { go, instead } = nav
  const pieces = useMemo(
    () => (shown ? piecesOf({ t, ...shown, way, villageCode, go }) : []),
    [t, shown, way, villageCode, go],
  )
  const onQuery = (typed: Query) => instead({ ...of, query: typed })
  const village = kiosk.villages.find((each) => each.code === villageCode)?.name ?? ''
  // Where hands reach only low, what is read stands above everything that is touched, for the keyboard too.
  const isLow = bandTopPx() > 0
  const results = (
    <div className={styles['found']}>
      {shown ? (
        <Flow pieces={pieces} page={paging.page} onMeasured={onMeasured} />
      ) : asked.kind === 'answered' ? null : (
        <Waiting on={asked} />
      )}
    </div>
  )
  return (
    <Frame testId="find" over={village} title={t('find:title')} paging={paging}>
      <div className={styles['screen']}>
        {isLow && results}
        <div className={styles['top']}>
          <WayTabs way={way} onWay={(chosen) => instead({ ...of, way: chosen })} />
          <TypedText way={way} query={query} onQuery={onQuery} />
        </div>
        {!isLow && results}
        <WayOf way={way} villageCode={villageCode} query={query} onQuery={onQuery} />
      </div>
    </Frame>
  )
}

function piecesOf(of: {
  t: TFunction
  found: Found
  text: string
  way: Way
  villageCode: string
  go: Nav['go']
}): Piece[] {
  const { t, found, text, way, villageCode, go } = of
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
  const none = <p className={styles['none']}>{t('find:none', { text: asShown(text, way) })}</p>
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
