// It was taken in: the number to ask by, large enough to be copied by hand, and what happens next.
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { KioskState } from '../../electron/contract.ts'
import { replyDays, shownOpinionNumber } from '../../disclosure/opinion.ts'
import type { Screen } from '../navigation.ts'
import type { Nav } from '../pages.ts'
import { usePages } from '../pages.ts'
import { Button } from '../parts/Button.tsx'
import { Flow, type Piece } from '../parts/Flow.tsx'
import { Frame } from '../parts/Frame.tsx'
import { Sign } from '../parts/Signs.tsx'
import { PrintOutcome } from '../takeaway/PrintOutcome.tsx'
import { printSheetOf } from '../takeaway/print-page.ts'
import { usePrinting } from '../takeaway/usePrinting.ts'
import { Taken } from '../takeaway/useTakeaway.tsx'
import type { Takeaway } from '../takeaway/taken.ts'
import { dateName } from '../words.ts'
import { placeAndItem, useAboutWords } from './about.ts'
import { dueDay } from './days.ts'
import { ToldAndAnswers } from './ToldAndAnswers.tsx'
import styles from './SaidScreen.module.css'

type Of = Extract<Screen, { kind: 'said' }>

export function SaidScreen(props: { of: Of; kiosk: KioskState; nav: Nav }) {
  const { of, kiosk, nav } = props
  const { t } = useTranslation()
  const { paging, onMeasured } = usePages(nav)
  const over = placeAndItem(t, useAboutWords(t, kiosk, of.about))
  const { printer, state, print } = usePrinting()
  const pieces = useMemo<Piece[]>(
    () => [
      ...(state.kind === 'idle' ? [] : [{ id: 'print', node: <PrintOutcome of={state} /> }]),
      ...piecesOf(t, of, kiosk.clock.doubtful, printer.kind === 'ready'),
    ],
    [t, of, kiosk.clock.doubtful, printer.kind, state],
  )
  const taken = { kind: 'opinion', number: of.number, on: of.on, about: of.about, reason: of.reason } as const
  return (
    <Frame testId="said" over={over} title={t('opinions:said.title')} paging={paging}>
      <ToldAndAnswers
        told={<Flow pieces={pieces} page={paging.page} onMeasured={onMeasured} />}
        answers={
          <>
            {printer.kind === 'ready' && (
              <Taken
                of={taken}
                kiosk={kiosk}
                render={(slip: Takeaway | null) => (
                  <Button
                    primary
                    testId="said-print"
                    disabled={slip === null || state.kind === 'printing'}
                    onPress={() => slip && print(printSheetOf(t, slip))}
                  >
                    <Sign of="printer" />
                    {t('opinions:said.print')}
                  </Button>
                )}
              />
            )}
            <Button testId="said-codes" onPress={() => nav.go({ kind: 'codes', of: taken })}>
              <Sign of="code" />
              {t('takeaway:codes.name')}
            </Button>
          </>
        }
      />
    </Frame>
  )
}

function piecesOf(t: TFunction, { number, on }: Of, doubtful: boolean, prints: boolean): Piece[] {
  const shown = shownOpinionNumber(number)
  return [
    {
      id: 'number',
      node: (
        <div className={styles['number']}>
          <p>{t('opinions:said.yours')}</p>
          <p className={styles['digits']} data-testid="said-number" dir="ltr">
            {shown}
          </p>
        </div>
      ),
      // Digit by digit, and twice: it is written down while it is heard.
      said: () => [t('opinions:said.yours'), digitsSaid(number), digitsSaid(number)],
    },
    {
      id: 'keep',
      node: <p className={styles['line']}>{t(prints ? 'opinions:said.keep' : 'opinions:said.keepByHand')}</p>,
    },
    {
      id: 'next',
      node: (
        <p className={styles['line']} data-testid="said-next">
          {doubtful
            ? t('opinions:said.nextDays', { days: replyDays })
            : t('opinions:said.next', { date: dateName(t, dueDay(on)) })}
        </p>
      ),
    },
    { id: 'back', node: <p className={styles['line']}>{t('opinions:said.back')}</p> },
  ]
}

/** One after the other: as one figure nobody could write it down. */
export const digitsSaid = (number: string): string => [...number].join('、')
