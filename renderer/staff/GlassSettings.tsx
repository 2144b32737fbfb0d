// How large the glass is and how high it hangs: shown by a card that is held to it, and told by steps of a hand's breadth.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KioskState } from '../../electron/contract.ts'
import { askAgain, callKiosk } from '../kiosk.ts'
import { Button } from '../parts/Button.tsx'
import type { Piece } from '../parts/Flow.tsx'
import { card, inchesByCard, pixelsPerMm } from '../scale.ts'
import styles from './GlassSettings.module.css'

/** For the device page: each stands on its own and is never broken over two pages. */
export function glassPieces(screen: KioskState['screen']): Piece[] {
  return [
    { id: 'card', node: <CardOnGlass screen={screen} /> },
    { id: 'lower edge', node: <LowerEdge screen={screen} /> },
  ]
}

/** A card and its picture differ visibly from about half a millimetre on: 2 % to come near, 0.4 % to match. */
const coarse = 1.02
const fine = 1.004

/** The picture grows while one compares; the page itself only when one has said that it is right. */
function CardOnGlass(props: { screen: KioskState['screen'] }) {
  const { screen } = props
  const { t } = useTranslation()
  const glass = { width: window.innerWidth, height: window.innerHeight }
  const [cardPx, setCardPx] = useState(() => card.widthMm * pixelsPerMm({ ...glass, inches: screen.inches }))
  const inches = inchesByCard({ ...glass, cardPx })
  const by = (factor: number) => setCardPx((before) => within(before * factor, glass.width))
  const steps = [
    ['smaller', 1 / coarse],
    ['bit-smaller', 1 / fine],
    ['bit-larger', fine],
    ['larger', coarse],
  ] as const
  return (
    <div className={styles['setting']}>
      <h2 className={styles['head']}>{t('staff:glass.card')}</h2>
      <p>{t(screen.byCard ? 'staff:glass.cardDone' : 'staff:glass.cardHow', { inches: screen.inches })}</p>
      <div
        className={styles['card']}
        data-testid="card-picture"
        style={{ width: cardPx, height: (cardPx / card.widthMm) * card.heightMm }}
        aria-hidden="true"
      />
      <div className={styles['steps']}>
        {steps.map(([id, factor]) => (
          <Button
            key={id}
            testId={`card-${id}`}
            label={t(`staff:glass.step.${id}`)}
            onPress={() => by(factor)}
          >
            {t(`staff:glass.sign.${id}`)}
          </Button>
        ))}
        <Button
          primary
          testId="card-save"
          onPress={() => void callKiosk('setScreen', { inches, byCard: true }).then(askAgain)}
        >
          {t('staff:glass.same')}
        </Button>
      </div>
    </div>
  )
}

/** Glasses from 7 to 110 inches; the card never wider than the page. */
const within = (px: number, width: number) => Math.min(width * 0.8, Math.max(60, px))

/** 5 cm: nobody hangs a screen more exactly, and nobody's arm is. */
const edgeStepMm = 50
const highestMm = 1400

function LowerEdge(props: { screen: KioskState['screen'] }) {
  const { lowerEdgeMm } = props.screen
  const { t } = useTranslation()
  const set = (mm: number) =>
    void callKiosk('setLowerEdge', { lowerEdgeMm: Math.min(highestMm, Math.max(0, mm)) }).then(askAgain)
  return (
    <div className={styles['setting']}>
      <h2 className={styles['head']}>{t('staff:glass.edge')}</h2>
      <p>{t('staff:glass.edgeHow')}</p>
      <div className={styles['steps']}>
        <Button
          testId="edge-lower"
          label={t('staff:glass.step.lower')}
          disabled={lowerEdgeMm <= 0}
          onPress={() => set(lowerEdgeMm - edgeStepMm)}
        >
          {t('staff:glass.sign.lower')}
        </Button>
        <p className={styles['value']} data-testid="edge-value">
          {t('staff:glass.edgeValue', { cm: Math.round(lowerEdgeMm / 10) })}
        </p>
        <Button
          testId="edge-higher"
          label={t('staff:glass.step.higher')}
          disabled={lowerEdgeMm >= highestMm}
          onPress={() => set(lowerEdgeMm + edgeStepMm)}
        >
          {t('staff:glass.sign.higher')}
        </Button>
      </div>
    </div>
  )
}
