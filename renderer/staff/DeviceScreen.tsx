// How the machine is, and how large its glass is, which every size on it follows.
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { Device, KioskState } from '../../electron/contract.ts'
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
import { sizeWords } from './measures.ts'
import { explainFault } from './refusals.ts'
import { ClockLine } from './ClockScreen.tsx'
import { SpeechDevice } from './SpeechDevice.tsx'
import styles from './DeviceScreen.module.css'

/** Diagonals that are sold for halls. */
const usualInches = [15.6, 19, 21.5, 27, 32, 43, 49, 55, 65]

export function DeviceScreen(props: { kiosk: KioskState; nav: Nav }) {
  const { kiosk, nav } = props
  const { t } = useTranslation()
  const asked = useKiosk('device', {})
  const { paging, onMeasured } = usePages(nav)
  const device = asked.kind === 'answered' ? asked.answer : null
  const { go } = nav
  const pieces = useMemo(() => (device ? piecesOf(t, device, kiosk, go) : []), [t, device, kiosk, go])
  return (
    <Frame testId="device" over={t('staff:over')} title={t('staff:device.title')} paging={paging}>
      {asked.kind !== 'answered' ? (
        <Waiting on={asked} />
      ) : (
        <Flow pieces={pieces} page={paging.page} onMeasured={onMeasured} />
      )}
    </Frame>
  )
}

function piecesOf(t: TFunction, device: Device, kiosk: KioskState, go: Nav['go']): Piece[] {
  const { content, trouble } = kiosk
  const facts: [string, string][] = [
    ['trouble', trouble ? explainFault(t, trouble).sentence : t('staff:device.fine')],
    [
      'content',
      content
        ? t('staff:device.sequence', { sequence: content.sequence, date: dateName(t, content.issuedOn) })
        : t('staff:device.noContent'),
    ],
    ['clock', t('staff:device.time', clockWords(t, new Date(device.clock)))],
    ['writable', t(device.writable ? 'staff:device.yes' : 'staff:device.no')],
    ['free', sizeWords(t, device.freeBytes)],
    ['folder', device.dataFolder],
    ['fingerprint', device.fingerprint ?? t('staff:device.noKey')],
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
    { id: 'speech', node: <SpeechDevice /> },
    { id: 'screen', node: <ScreenSize inches={kiosk.screen.inches} /> },
  ]
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
