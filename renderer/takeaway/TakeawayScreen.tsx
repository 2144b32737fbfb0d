// Two ways to carry a page home: on paper, where there is a printer, or by a telephone's camera.
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { KioskState } from '../../electron/contract.ts'
import type { Screen } from '../navigation.ts'
import type { Nav } from '../pages.ts'
import { Button } from '../parts/Button.tsx'
import { Frame } from '../parts/Frame.tsx'
import { Sign, type SignName } from '../parts/Signs.tsx'
import { useFitting } from '../parts/useFitting.ts'
import { PrintOutcome } from './PrintOutcome.tsx'
import { printSheetOf } from './print-page.ts'
import type { Takeaway } from './taken.ts'
import { usePrinting } from './usePrinting.ts'
import { Taken } from './useTakeaway.tsx'
import styles from './TakeawayScreen.module.css'

export function TakeawayScreen(props: {
  of: Extract<Screen, { kind: 'takeaway' }>
  kiosk: KioskState
  nav: Nav
}) {
  const { of, kiosk, nav } = props
  const { t } = useTranslation()
  const isOwn = of.of.kind === 'household'
  return (
    <Taken
      of={of.of}
      kiosk={kiosk}
      render={(taken, instead) => (
        <Frame
          testId="takeaway"
          over={taken ? [taken.over, ...(isOwn ? [] : [taken.title])].join(t('value.between')) : undefined}
          title={t(isOwn ? 'takeaway:titleHousehold' : 'takeaway:title')}
        >
          {taken ? (
            <Ways taken={taken} isOwn={isOwn} onCodes={() => nav.go({ kind: 'codes', of: of.of })} />
          ) : (
            instead
          )}
        </Frame>
      )}
    />
  )
}

function Ways(props: { taken: Takeaway; isOwn: boolean; onCodes: () => void }) {
  const { taken, isOwn, onCodes } = props
  const { t } = useTranslation()
  const sheet = useRef<HTMLDivElement>(null)
  const { printer, state, print } = usePrinting()
  useFitting(sheet, [printer, state])
  return (
    <div className={styles['room']} ref={sheet}>
      <div className={styles['ways']}>
        {printer.kind === 'ready' && (
          <Way
            testId="takeaway-print"
            sign="printer"
            name={t('takeaway:print.name')}
            hint={t(printer.paper === 'a4' ? 'takeaway:print.hintA4' : 'takeaway:print.hintSlip')}
            disabled={state.kind === 'printing'}
            onPress={() => print(printSheetOf(t, taken))}
          />
        )}
        <Way
          testId="takeaway-codes"
          sign="code"
          name={t('takeaway:codes.name')}
          hint={t('takeaway:codes.hint')}
          onPress={onCodes}
        />
      </div>
      <PrintOutcome of={state} />
      <div className={styles['about']} data-fits>
        <p>{t(isOwn ? 'takeaway:carriesHousehold' : 'takeaway:carries')}</p>
        {!isOwn && <p>{t('takeaway:carriesNot')}</p>}
      </div>
    </div>
  )
}

function Way(props: {
  testId: string
  sign: SignName
  name: string
  hint: string
  disabled?: boolean
  onPress: () => void
}) {
  return (
    <Button
      primary
      testId={props.testId}
      className={styles['way']}
      disabled={props.disabled ?? false}
      onPress={props.onPress}
    >
      <Sign of={props.sign} />
      <span className={styles['words']}>
        <span className={styles['name']}>{props.name}</span>
        <span className={styles['hint']}>{props.hint}</span>
      </span>
    </Button>
  )
}
