// The sticks on the clerk's page, piece by piece: whose it is, how it fares, its packs to choose from, and what can be done.
import type { TFunction } from 'i18next'
import type { Stick, StickPack } from '../../electron/contract.ts'
import type { Nav } from '../pages.ts'
import type { Piece } from '../parts/Flow.tsx'
import { PackChoice } from './PackChoice.tsx'
import { StickActions } from './StickActions.tsx'
import { saidWords, stateWords } from './stick-words.ts'
import type { SticksAtHand } from './useSticks.ts'
import styles from './Sticks.module.css'

export function stickPieces(t: TFunction, atHand: SticksAtHand, go: Nav['go']): Piece[] {
  const { sticks } = atHand
  if (sticks === null) return []
  if (sticks.length === 0) return [textPiece('none', t('staff:sticks.none'), t('staff:sticks.noneMore'))]
  // Numbered over all sticks: a test and a clerk count them alike.
  const packs = sticks.flatMap((stick) => stick.packs)
  return sticks.flatMap((stick) => piecesOf(t, stick, packs, atHand, go))
}

function piecesOf(
  t: TFunction,
  stick: Stick,
  packs: readonly StickPack[],
  atHand: SticksAtHand,
  go: Nav['go'],
): Piece[] {
  const { stickId, label, state } = stick
  const said = atHand.said.get(stickId)
  const isOpen = state.kind === 'open'
  const words = isOpen ? { sentence: t('staff:sticks.choose'), action: '' } : stateWords(t, state)
  return [
    {
      id: `head ${stickId}`,
      withNext: true,
      node: (
        <section className={styles['head']} data-testid={`stick-${state.kind}`}>
          <h2 className={styles['name']}>{label ? t('sticks:named', { label }) : t('sticks:name')}</h2>
          {/* What the hand has just done speaks before what the stick is. */}
          {said && said.kind !== 'ejected' && (
            <p className={styles['said']} role="status" data-testid="stick-said">
              {saidWords(t, said)}
            </p>
          )}
          {said?.kind === 'ejected' && state.kind !== 'may-pull' && (
            <p className={styles['said']} role="status" data-testid="stick-said">
              {saidWords(t, said)}
            </p>
          )}
          <p className={state.kind === 'may-pull' ? styles['ready'] : styles['sentence']}>{words.sentence}</p>
          {words.action && <p>{words.action}</p>}
        </section>
      ),
    },
    ...stick.packs.map((pack) => ({
      id: pack.packId,
      node: <PackChoice pack={pack} at={packs.indexOf(pack)} go={go} />,
    })),
    ...(stick.more > 0 ? [textPiece(`more ${stickId}`, t('staff:sticks.more', { count: stick.more }))] : []),
    ...(canBeUsed(stick)
      ? [{ id: `actions ${stickId}`, node: <StickActions stick={stick} atHand={atHand} said={said} /> }]
      : []),
  ]
}

const canBeUsed = ({ state }: Stick) =>
  state.kind === 'open' || state.kind === 'no-packs' || state.kind === 'nothing-on-it'

const textPiece = (id: string, sentence: string, more?: string): Piece => ({
  id,
  node: (
    <div className={styles['head']}>
      <p className={styles['sentence']}>{sentence}</p>
      {more && <p>{more}</p>}
    </div>
  ),
})
