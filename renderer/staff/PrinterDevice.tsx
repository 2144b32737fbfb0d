// Which printer this kiosk has, how it is at this moment, and a page to try it with.
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { Paper, PrintAnswer, PrinterDevice as Printers } from '../../electron/contract.ts'
import { callKiosk } from '../kiosk.ts'
import { FieldLine } from '../fields/FieldList.tsx'
import { Button } from '../parts/Button.tsx'
import type { Piece } from '../parts/Flow.tsx'
import { testSheetOf } from '../takeaway/print-page.ts'
import styles from './PrinterDevice.module.css'

/** A plug that was pulled is seen while one still stands there (ux.md J16: within 30 s). */
const lookAgainMs = 8_000

type Test = { kind: 'idle' } | { kind: 'testing' } | PrintAnswer
export type PrinterSetup = {
  printers: Printers | null
  test: Test
  choose: (printer: { name: string; paper: Paper } | null) => void
  tryIt: (t: TFunction) => void
}

/** Asked again and again while the page is up: nobody tells when a printer goes. */
export function usePrinters(): PrinterSetup {
  const [printers, setPrinters] = useState<Printers | null>(null)
  const [test, setTest] = useState<Test>({ kind: 'idle' })
  const look = useCallback(
    () =>
      callKiosk('printers', {}).then((reply) => {
        if (!reply.ok) return
        // The same again must not have the whole page measured anew.
        setPrinters((before) =>
          JSON.stringify(before) === JSON.stringify(reply.answer) ? before : reply.answer,
        )
      }),
    [],
  )
  useEffect(() => {
    void look()
    const timer = setInterval(() => void look(), lookAgainMs)
    return () => clearInterval(timer)
  }, [look])
  const choose = useCallback<PrinterSetup['choose']>(
    (printer) => {
      setTest({ kind: 'idle' })
      void callKiosk('setPrinter', { printer }).then(look)
    },
    [look],
  )
  const tryIt = useCallback(
    (t: TFunction) => {
      setTest({ kind: 'testing' })
      void callKiosk('testPrint', { sheet: testSheetOf(t) }).then((reply) => {
        setTest(reply.ok ? reply.answer : { kind: 'not-printed', why: 'refused' })
        return look()
      })
    },
    [look],
  )
  return { printers, test, choose, tryIt }
}

/** For the device page; empty until the list is there. */
export function printerPieces(t: TFunction, { printers, test, choose, tryIt }: PrinterSetup): Piece[] {
  if (!printers) return []
  const { chosen, state, printers: found } = printers
  // A printer that is gone is still the chosen one, or nobody could see that it is.
  const names =
    chosen && !found.some(({ name }) => name === chosen.name)
      ? [...found, { name: chosen.name, label: chosen.name }]
      : found
  return [
    {
      id: 'printer',
      withNext: true,
      node: <PrinterState state={state} name={chosen?.name ?? null} />,
    },
    {
      id: 'printer none',
      node: (
        <div className={styles['choices']}>
          <p className={styles['how']}>
            {t(names.length === 0 ? 'takeaway:device.nothing' : 'takeaway:device.how')}
          </p>
          <div className={styles['row']}>
            <Button testId="printer-none" chosen={chosen === null} onPress={() => choose(null)}>
              {t('takeaway:device.none')}
            </Button>
          </div>
        </div>
      ),
    },
    ...names.map(({ name, label }, at) => ({
      id: `printer ${name}`,
      node: <PrinterChoice name={name} label={label} at={at} chosen={chosen} choose={choose} />,
    })),
    ...(chosen ? [{ id: 'printer test', node: <PrinterTest test={test} tryIt={() => tryIt(t)} /> }] : []),
  ]
}

function PrinterState(props: { state: Printers['state']; name: string | null }) {
  const { state, name } = props
  const { t } = useTranslation()
  const isFault = !['ready', 'busy', 'none-set', 'too-many'].includes(state)
  const words = t(`takeaway:device.state.${state}`)
  return (
    <div
      className={isFault ? styles['fault'] : undefined}
      data-testid={isFault ? 'printer-fault' : 'printer-fine'}
    >
      <FieldLine
        pair={{
          id: 'printer',
          name: t('takeaway:device.head'),
          value: name === null ? words : [name, words].join(t('value.between')),
          figure: false,
        }}
      />
    </div>
  )
}

const paperSizes: readonly Paper[] = ['a4', 'slip']

function PrinterChoice(props: {
  name: string
  label: string
  at: number
  chosen: Printers['chosen']
  choose: PrinterSetup['choose']
}) {
  const { name, label, at, chosen, choose } = props
  const { t } = useTranslation()
  return (
    <div className={styles['choice']}>
      <span className={styles['name']}>{label}</span>
      {paperSizes.map((paper) => (
        <Button
          key={paper}
          testId={`printer-${at}-${paper}`}
          chosen={chosen?.name === name && chosen.paper === paper}
          onPress={() => choose({ name, paper })}
        >
          {t(`takeaway:device.paper.${paper}`)}
        </Button>
      ))}
    </div>
  )
}

function PrinterTest(props: { test: Test; tryIt: () => void }) {
  const { test, tryIt } = props
  const { t } = useTranslation()
  const words =
    test.kind === 'testing'
      ? t('takeaway:device.testing')
      : test.kind === 'printed'
        ? t('takeaway:device.tested')
        : test.kind === 'not-printed'
          ? t(`takeaway:print.failed.${test.why}`)
          : ''
  return (
    <div className={styles['row']}>
      <Button testId="printer-test" disabled={test.kind === 'testing'} onPress={tryIt}>
        {t('takeaway:device.test')}
      </Button>
      <p role="status" data-testid={`printer-test-${test.kind}`}>
        {words}
      </p>
    </div>
  )
}
