// One change that is seldom wrong, on a card of its own: what was, what would be, and the clerk's word on it.
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { Risk, UpdateState } from '../../electron/contract.ts'
import { callKiosk } from '../kiosk.ts'
import type { Nav } from '../pages.ts'
import { usePages } from '../pages.ts'
import { Button } from '../parts/Button.tsx'
import { Flow, type Piece } from '../parts/Flow.tsx'
import { Frame } from '../parts/Frame.tsx'
import { periodName } from '../words.ts'
import { comparedFigures, goneWords, type Compared } from './preview-words.ts'
import { riskAsk, riskName, riskPlace, riskSentence } from './risk-words.ts'
import { keepAlive } from './useUpdate.ts'
import styles from './RiskScreen.module.css'
import screen from './UpdateScreen.module.css'

export function RiskScreen(props: { state: Extract<UpdateState, { kind: 'ready' }>; id: string; nav: Nav }) {
  const { state, id, nav } = props
  const { preview, seen } = state
  const { t } = useTranslation()
  const { paging, onMeasured } = usePages(nav)
  const at = preview.risks.findIndex((each) => each.id === id)
  const risk = preview.risks[at]
  const pieces = useMemo(() => (risk ? piecesOf(t, risk) : []), [t, risk])
  const stop = () => {
    void callKiosk('dismissUpdate', {})
    // Past the preview, which has nothing more to show.
    nav.back()
    nav.back()
  }
  const look = () => {
    void callKiosk('seeRisk', { sequence: preview.sequence, id })
    const next = preview.risks.find((each) => each.id !== id && !seen.includes(each.id))
    if (next) nav.instead({ kind: 'update', look: { kind: 'risk', id: next.id } })
    else nav.back()
  }
  return (
    <Frame
      testId="risk-question"
      over={t('staff:update.title.ready')}
      title={t('staff:risks.title', { number: at + 1, count: preview.risks.length })}
      paging={keepAlive(paging)}
    >
      <div className={screen['screen']}>
        <Flow pieces={pieces} page={paging.page} onMeasured={onMeasured} />
        <div className={screen['answers']}>
          <Button testId="risk-stop" onPress={stop}>
            {t('staff:risks.stop')}
          </Button>
          <Button primary testId="risk-seen" onPress={look}>
            {t('staff:risks.seen')}
          </Button>
        </div>
      </div>
    </Frame>
  )
}

function piecesOf(t: TFunction, risk: Risk): Piece[] {
  const place = riskPlace(t, risk)
  return [
    {
      id: 'name',
      withNext: true,
      node: (
        <div className={styles['name']} data-testid={`risk-card-${risk.kind}`}>
          <h2>{riskName(t, risk)}</h2>
          {place && <p>{place}</p>}
        </div>
      ),
    },
    { id: 'sentence', node: <p className={styles['sentence']}>{riskSentence(t, risk)}</p> },
    ...comparedPieces(t, risk),
    ...listPieces(t, risk),
    ...notePieces(t, risk),
    { id: 'ask', node: <p className={styles['ask']}>{riskAsk(t, risk)}</p> },
  ]
}

function comparedPieces(t: TFunction, risk: Risk): Piece[] {
  if (!('after' in risk)) return []
  const only = risk.kind === 'total-jumped' ? risk.totals : null
  const heads = isOfPeriodBefore(risk)
    ? [risk.before.period, risk.after.period].map((period) => (period === null ? '' : periodName(t, period)))
    : [t('staff:risks.before'), t('staff:risks.after')]
  return comparedFigures(t, risk, only).map((each) => ({
    id: `figure ${each.name}`,
    node: <Pair of={each} heads={heads} />,
  }))
}

const isOfPeriodBefore = (risk: Risk): boolean =>
  risk.kind === 'total-jumped' || (risk.kind === 'list-shrank' && risk.against === 'previous')

function Pair(props: { of: Compared; heads: readonly string[] }) {
  const { name, before, after, differs } = props.of
  return (
    <div className={styles['pair']}>
      <p className={styles['what']}>{name}</p>
      <p>
        <span>{props.heads[0]}</span>
        <b>{before}</b>
      </p>
      <p data-differs={differs ? '' : undefined}>
        <span>{props.heads[1]}</span>
        <b>{after}</b>
      </p>
    </div>
  )
}

function listPieces(t: TFunction, risk: Risk): Piece[] {
  const told = linesOf(t, risk)
  return told.map((text, at) => ({ id: `line ${at}`, node: <p className={styles['line']}>{text}</p> }))
}

function linesOf(t: TFunction, risk: Risk): string[] {
  if (risk.kind === 'withdrawn') {
    const more = risk.count - risk.lines.length
    const told = risk.lines.map((line) => goneWords(t, line))
    return more > 0 ? [...told, t('staff:risks.moreLines', { count: more })] : told
  }
  if (risk.kind === 'villages-silent') return silentLines(t, risk)
  if (risk.kind === 'many-more')
    return [
      ...risk.kinds.map(({ kind, count }) =>
        t('staff:risks.ofKind', { name: t(`staff:risks.short.${kind}`), count }),
      ),
      risk.villages.join(t('value.listComma')),
    ].filter(Boolean)
  return []
}

/** Villages by when they last had something, latest first. */
function silentLines(t: TFunction, risk: Extract<Risk, { kind: 'villages-silent' }>): string[] {
  const periods = new Set(risk.villages.map(({ last }) => last))
  const lines = [...periods]
    .toSorted((one, other) => ((one ?? '') < (other ?? '') ? 1 : -1))
    .map((period) => {
      const those = risk.villages.filter(({ last }) => last === period)
      const villages = those.map(({ village }) => village).join(t('value.listComma'))
      return period === null
        ? t('staff:risks.never', { villages })
        : t('staff:risks.last', { villages, period: periodName(t, period) })
    })
  const more = risk.count - risk.villages.length
  return more > 0 ? [...lines, t('staff:risks.moreVillages', { count: more })] : lines
}

function notePieces(t: TFunction, risk: Risk): Piece[] {
  if (risk.kind === 'withdrawn') {
    const { reason } = risk
    const text = reason === null ? t('staff:risks.noReason') : t('staff:risks.reason', { reason })
    return [{ id: 'note', node: <p className={styles['note']}>{text}</p> }]
  }
  if (risk.kind !== 'list-shrank' && risk.kind !== 'amount-changed' && risk.kind !== 'changed-unexplained')
    return []
  if (risk.kind === 'list-shrank' && risk.against === 'previous') return []
  const note = risk.kind === 'changed-unexplained' ? null : risk.note
  const text = note === null ? t('staff:risks.noWhy') : t('staff:risks.why', { why: note })
  return [{ id: 'note', node: <p className={styles['note']}>{text}</p> }]
}
