// What became of an opinion: taken in, carried to the township, answered; and who to call if it takes too long.
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { FoundOpinion, Hotline, KioskState } from '../../electron/contract.ts'
import { replyDays, shownOpinionNumber } from '../../disclosure/opinion.ts'
import { useToday } from '../clock.ts'
import { useKiosk } from '../kiosk.ts'
import type { Screen } from '../navigation.ts'
import type { Nav } from '../pages.ts'
import { usePages } from '../pages.ts'
import { Flow, type Piece } from '../parts/Flow.tsx'
import { Frame } from '../parts/Frame.tsx'
import { Sign } from '../parts/Signs.tsx'
import { Nothing, Waiting } from '../parts/Waiting.tsx'
import { hotlineSaid } from '../speech/entry-said.ts'
import { dateName } from '../words.ts'
import { placeAndItem, useAboutWords } from './about.ts'
import { daysOver } from './days.ts'
import { digitsSaid } from './SaidScreen.tsx'
import styles from './ReplyScreen.module.css'

type Found = Extract<FoundOpinion, { kind: 'found' }>

export function ReplyScreen(props: { of: Extract<Screen, { kind: 'reply' }>; kiosk: KioskState; nav: Nav }) {
  const { of, kiosk, nav } = props
  const { t } = useTranslation()
  const asked = useKiosk('opinionByNumber', { number: of.number })
  const { paging, onMeasured } = usePages(nav)
  const today = useToday()
  const found = asked.kind === 'answered' && asked.answer.kind === 'found' ? asked.answer : null
  const about = { villageCode: found?.left?.village ?? null, entry: found?.left?.entry ?? null }
  const words = useAboutWords(t, kiosk, about)
  const over = placeAndItem(t, words)
  const hotlines = kiosk.township?.hotlines
  const pieces = useMemo(
    () => (found ? piecesOf({ t, found, today, hotlines: hotlines ?? [] }) : []),
    [t, found, today, hotlines],
  )
  return (
    <Frame testId="reply" over={over} title={t('opinions:reply.title')} paging={paging}>
      {asked.kind !== 'answered' ? (
        <Waiting on={asked} />
      ) : found ? (
        <Flow pieces={pieces} page={paging.page} onMeasured={onMeasured} />
      ) : (
        <Nothing sentence={t('opinions:pad.unknown')} />
      )}
    </Frame>
  )
}

function piecesOf(of: {
  t: TFunction
  found: Found
  today: string | null
  hotlines: readonly Hotline[]
}): Piece[] {
  const { t, found, today, hotlines } = of
  const { number, left, reply } = found
  const over = left && !reply ? daysOver(left.on, today) : 0
  const steps: Piece[] = [
    ...(left
      ? [
          step(t, 'left', left.on),
          // An answer shows that it came there, whatever is known of the way.
          ...(left.handedOn !== null || !reply ? [step(t, 'handed', left.handedOn)] : []),
        ]
      : []),
    step(t, 'replied', reply?.on ?? null),
  ]
  return [
    {
      id: 'number',
      node: (
        <p className={styles['number']} dir="ltr">
          {shownOpinionNumber(number)}
        </p>
      ),
      said: () => [digitsSaid(number)],
    },
    ...steps,
    ...(reply
      ? [
          {
            id: 'answer head',
            withNext: true,
            node: <h2 className={styles['head']}>{t('opinions:reply.answer')}</h2>,
          },
          ...paragraphs(reply.text),
        ]
      : []),
    ...(over > 0
      ? [
          {
            id: 'late',
            node: (
              <p className={styles['late']} data-testid="reply-late">
                <Sign of="wrong" />
                {t('opinions:reply.late', { days: replyDays })}
              </p>
            ),
          },
        ]
      : []),
    ...(reply || over > 0
      ? [
          {
            id: 'who',
            withNext: true,
            node: (
              <p className={styles['line']}>
                {t(reply ? 'opinions:reply.notContent' : 'opinions:reply.ask')}
              </p>
            ),
          },
          ...phones(t, hotlines),
        ]
      : [
          {
            id: 'wait',
            node: <p className={styles['line']}>{t('opinions:reply.wait', { days: replyDays })}</p>,
          },
        ]),
  ]
}

function step(t: TFunction, of: 'left' | 'handed' | 'replied', on: string | null): Piece {
  return {
    id: of,
    node: (
      <p className={styles['step']} data-done={on === null ? undefined : ''} data-testid={`reply-${of}`}>
        <span className={styles['mark']} aria-hidden="true">
          {on !== null && <Sign of="right" />}
        </span>
        <span className={styles['name']}>{t(`opinions:reply.${of}`)}</span>
        <span className={styles['when']}>{on === null ? t('opinions:reply.notYet') : dateName(t, on)}</span>
      </p>
    ),
    said: () => [
      t('opinions:reply.stepSaid', {
        step: t(`opinions:reply.${of}`),
        when: on === null ? t('opinions:reply.notYet') : dateName(t, on),
      }),
    ],
  }
}

const paragraphs = (text: string): Piece[] =>
  text
    .split('\n')
    .map((each) => each.trim())
    .filter(Boolean)
    .map((each, at) => ({ id: `answer ${at}`, text: each }))

/** The first few: whoever is not content has to know one number, not ten. */
const phones = (t: TFunction, hotlines: readonly Hotline[]): Piece[] =>
  hotlines.slice(0, 3).map((hotline) => ({
    id: `phone ${hotline.phone}`,
    node: (
      <p className={styles['step']} data-done="">
        <span className={styles['name']}>{hotline.body}</span>
        <span className={styles['phone']} dir="ltr">
          {hotline.phone}
        </span>
      </p>
    ),
    said: () => [hotlineSaid(t, hotline)],
  }))
