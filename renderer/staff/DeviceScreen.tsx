// How the machine is, what happened to it, whom it trusts, and how large its glass is, which every size on it follows.
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { Device, KioskState, Notice } from '../../electron/contract.ts'
import { askAgain, callKiosk, useKiosk } from '../kiosk.ts'
import type { Nav } from '../pages.ts'
import { usePages } from '../pages.ts'
import { FieldLine } from '../fields/FieldList.tsx'
import { Button } from '../parts/Button.tsx'
import { Flow, type Piece } from '../parts/Flow.tsx'
import { Frame } from '../parts/Frame.tsx'
import { Waiting } from '../parts/Waiting.tsx'
import { clockWords } from '../clock.ts'
import { dateName } from '../words.ts'
import { glassPieces } from './GlassSettings.tsx'
import { hallPieces } from './HallSettings.tsx'
import { KeyPrint } from './KeyPrints.tsx'
import { languagePieces } from './LanguageSwitches.tsx'
import { Lights } from './Lights.tsx'
import { sizeWords } from './measures.ts'
import { ClockLine } from './ClockScreen.tsx'
import { NoticeCard } from './NoticeCard.tsx'
import { printerPieces, usePrinters, type PrinterSetup } from './PrinterDevice.tsx'
import { SpeechDevice } from './SpeechDevice.tsx'
import styles from './DeviceScreen.module.css'

/** Diagonals that are sold for halls. */
const usualInches = [15.6, 19, 21.5, 27, 32, 43, 49, 55, 65]

export function DeviceScreen(props: { kiosk: KioskState; nav: Nav }) {
  const { kiosk, nav } = props
  const { t } = useTranslation()
  const asked = useKiosk('device', {})
  const { paging, onMeasured } = usePages(nav)
  const told = useKiosk('notices', {})
  const opinions = useKiosk('opinionsWaiting', {})
  const waiting = opinions.kind === 'answered' ? opinions.answer.waiting : null
  const device = asked.kind === 'answered' ? asked.answer : null
  const notices = told.kind === 'answered' ? told.answer : null
  const { go } = nav
  const { printers, test, choose, tryIt } = usePrinters()
  const pieces = useMemo(
    () =>
      device && notices
        ? [
            ...noticePieces(notices, go),
            ...piecesOf(t, { device, kiosk, waiting }, go, { printers, test, choose, tryIt }),
          ]
        : [],
    [t, device, notices, kiosk, waiting, go, printers, test, choose, tryIt],
  )
  return (
    <Frame testId="device" over={t('staff:over')} title={t('staff:device.title')} paging={paging}>
      {asked.kind !== 'answered' ? (
        <Waiting on={asked} />
      ) : told.kind !== 'answered' ? (
        <Waiting on={told} />
      ) : (
        <Flow pieces={pieces} page={paging.page} onMeasured={onMeasured} />
      )}
    </Frame>
  )
}

/** At one look how it is, then each thing to know, gravest first. */
function noticePieces(notices: readonly Notice[], go: Nav['go']): Piece[] {
  return [
    { id: 'lights', node: <Lights notices={notices} /> },
    ...notices.map((notice) => ({
      id: `notice ${notice.kind} ${notice.line}`,
      node: <NoticeCard notice={notice} go={go} />,
    })),
  ]
}

function piecesOf(
  t: TFunction,
  of: { device: Device; kiosk: KioskState; waiting: number | null },
  go: Nav['go'],
  printing: PrinterSetup,
): Piece[] {
  const { device, kiosk, waiting } = of
  const { content } = kiosk
  const { kept, keys } = device
  const facts: [string, string][] = [
    [
      'content',
      content
        ? t('staff:device.sequence', { sequence: content.sequence, date: dateName(t, content.issuedOn) })
        : t('staff:device.noContent'),
    ],
    ['clock', t('staff:device.time', clockWords(t, new Date(device.clock)))],
    [
      'free',
      t(device.writable ? 'machine:device.freeAndWritable' : 'machine:device.freeNotWritable', {
        free: sizeWords(t, device.freeBytes),
      }),
    ],
    [
      'kept',
      t('machine:device.keptFacts', {
        count: kept.generations,
        bytes: sizeWords(t, kept.bytes),
        budget: sizeWords(t, kept.budget),
      }),
    ],
    ...(kiosk.opinions || waiting
      ? [['opinions', waitingWords(t, waiting ?? 0)] satisfies [string, string]]
      : []),
    ['folder', device.dataFolder],
    [
      'version',
      t('staff:device.versions', {
        app: device.appVersion,
        electron: device.electron,
        sqlite: device.sqlite,
      }),
    ],
  ]
  return [
    ...facts.map(([id, value]) => ({
      id,
      node: <FieldLine pair={{ id, name: t(`staff:device.name.${id}`), value, figure: false }} />,
    })),
    { id: 'set clock', node: <ClockLine kiosk={kiosk} onChange={() => go({ kind: 'clock' })} /> },
    {
      id: 'ways',
      node: (
        <div className={styles['ways']}>
          <Button testId="device-journal" onPress={() => go({ kind: 'journal' })}>
            {t('machine:device.journal')}
          </Button>
          <Button testId="device-history" onPress={() => go({ kind: 'history' })}>
            {t('machine:device.history')}
          </Button>
        </div>
      ),
    },
    { id: 'keys', withNext: true, node: <KeysHead none={keys.length === 0} /> },
    ...keys.map((key) => ({ id: `key ${key.fingerprint}`, node: <KeyPrint of={key} /> })),
    { id: 'speech', node: <SpeechDevice /> },
    ...printerPieces(t, printing),
    ...languagePieces(kiosk.languages),
    ...hallPieces(kiosk),
    { id: 'screen', node: <ScreenSize inches={kiosk.screen.inches} /> },
    ...glassPieces(kiosk.screen),
  ]
}

const waitingWords = (t: TFunction, count: number): string =>
  count > 0 ? t('staff:device.opinionsWaiting', { count }) : t('staff:device.opinionsNone')

function KeysHead(props: { none: boolean }) {
  const { t } = useTranslation()
  return (
    <div className={styles['size']}>
      <h2 className={styles['head']}>{t('machine:keys.title')}</h2>
      <p>{t(props.none ? 'machine:keys.none' : 'machine:keys.how')}</p>
    </div>
  )
}

function ScreenSize(props: { inches: number }) {
  const { t } = useTranslation()
  return (
    <div className={styles['size']}>
      <h2 className={styles['head']}>{t('staff:device.screen')}</h2>
      <p>{t('staff:device.screenHow')}</p>
      <div className={styles['ruler']} aria-hidden="true" />
      <div className={styles['sizes']}>
        {usualInches.map((inches) => (
          <Button
            key={inches}
            chosen={inches === props.inches}
            testId={`inches-${inches}`}
            onPress={() => void callKiosk('setScreen', { inches }).then(askAgain)}
          >
            {t('staff:device.inches', { inches })}
          </Button>
        ))}
      </div>
    </div>
  )
}
