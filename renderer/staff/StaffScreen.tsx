// What a clerk can do here: take a pack from a stick, look back, look after the machine, leave.
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { Stick, StickPack } from '../../electron/contract.ts'
import { callKiosk, onKioskEvent } from '../kiosk.ts'
import type { Nav } from '../pages.ts'
import { usePages } from '../pages.ts'
import { Button } from '../parts/Button.tsx'
import { Flow, type Piece } from '../parts/Flow.tsx'
import { Frame } from '../parts/Frame.tsx'
import { dateName, isoDay } from '../words.ts'
import { sizeWords } from './measures.ts'
import { useNoticeStrip } from './NoticeStrip.tsx'
import styles from './StaffScreen.module.css'

export function StaffScreen(props: { nav: Nav }) {
  const { nav } = props
  const { t } = useTranslation()
  const sticks = useSticks()
  const { paging, onMeasured } = usePages(nav)
  const { go } = nav
  useFreshUpdate(go)
  const strip = useNoticeStrip(go)
  const pieces = useMemo(() => [...strip, ...piecesOf(t, sticks, go)], [t, sticks, go, strip])
  return (
    <Frame testId="staff" over={t('staff:over')} title={t('staff:home.title')} paging={paging}>
      <div className={styles['screen']}>
        <Flow pieces={pieces} page={paging.page} onMeasured={onMeasured} />
        <div className={styles['ways']}>
          <Button testId="staff-history" onPress={() => go({ kind: 'history' })}>
            {t('staff:home.history')}
          </Button>
          <Button testId="staff-device" onPress={() => go({ kind: 'device' })}>
            {t('staff:home.device')}
          </Button>
          <Button testId="staff-leave" onPress={nav.home}>
            {t('staff:home.leave')}
          </Button>
        </div>
      </div>
    </Frame>
  )
}

/** Null until the machine has looked once. */
function useSticks(): Stick[] | null {
  const [sticks, setSticks] = useState<Stick[] | null>(null)
  useEffect(() => {
    let wanted = true
    const look = async () => {
      const reply = await callKiosk('sticks', {})
      if (wanted && reply.ok) setSticks(reply.answer)
    }
    void look()
    const stop = onKioskEvent((event) => event.kind === 'sticks-changed' && void look())
    return () => {
      wanted = false
      stop()
    }
  }, [])
  return sticks
}

/** An update that is running is shown; one that was looked at and left is put away. */
function useFreshUpdate(go: Nav['go']) {
  useEffect(() => {
    void callKiosk('updateState', {}).then((reply) => {
      if (!reply.ok) return
      const { kind } = reply.answer
      if (kind === 'copying' || kind === 'checking' || kind === 'applying') go({ kind: 'update' })
      else if (kind !== 'idle') void callKiosk('dismissUpdate', {})
    })
  }, [go])
}

function piecesOf(t: TFunction, sticks: Stick[] | null, go: Nav['go']): Piece[] {
  const packs = sticks?.flatMap((stick) => stick.packs) ?? []
  if (sticks === null) return []
  if (sticks.length === 0) return [textPiece('none', t('staff:sticks.none'), t('staff:sticks.noneMore'))]
  if (packs.length === 0) return [textPiece('empty', t('staff:sticks.empty'), t('staff:sticks.emptyMore'))]
  return [
    textPiece('choose', t('staff:sticks.choose')),
    ...sticks.flatMap((stick) => [
      ...stick.packs.map((pack) => ({
        id: pack.packId,
        node: <PackButton pack={pack} stick={stick} at={packs.indexOf(pack)} go={go} />,
      })),
      ...(stick.more > 0
        ? [textPiece(`more ${stick.stickId}`, t('staff:sticks.more', { count: stick.more }))]
        : []),
    ]),
  ]
}

const textPiece = (id: string, sentence: string, more?: string): Piece => ({
  id,
  node: (
    <div className={styles['text']}>
      <p className={styles['sentence']}>{sentence}</p>
      {more && <p>{more}</p>}
    </div>
  ),
})

function PackButton(props: { pack: StickPack; stick: Stick; at: number; go: Nav['go'] }) {
  const { pack, stick, at, go } = props
  const { t } = useTranslation()
  return (
    <Button
      className={styles['pack']}
      testId={`pack-${at}`}
      onPress={() => {
        void callKiosk('readPack', { packId: pack.packId })
        go({ kind: 'update' })
      }}
    >
      <span className={styles['file']}>{pack.file}</span>
      <span className={styles['facts']}>
        {t('staff:sticks.pack', {
          stick: stick.label,
          size: sizeWords(t, pack.bytes),
          date: dateName(t, isoDay(new Date(pack.modifiedMs))),
        })}
      </span>
    </Button>
  )
}
