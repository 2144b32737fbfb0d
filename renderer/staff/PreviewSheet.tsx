// What a pack would change, worst first: what must be looked at, how much changes in each village, and whose pack it is.
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { Preview, Risk, UpdateState } from '../../electron/contract.ts'
import { laterFirst } from '../../disclosure/period.ts'
import type { Nav } from '../pages.ts'
import { Button } from '../parts/Button.tsx'
import { Flow, type Measured, type Piece, type Table } from '../parts/Flow.tsx'
import { dateName, periodName } from '../words.ts'
import { sizeWords } from './measures.ts'
import { typesOfAll, villageName, type VillagePreview } from './preview-words.ts'
import { explainFault } from './refusals.ts'
import { riskName, riskPlace } from './risk-words.ts'
import { TypeLine } from './TypeLine.tsx'
import styles from './PreviewSheet.module.css'

const kinds = ['new', 'changed', 'gone', 'unchanged'] as const
const mostPeriods = 6

type Ready = Extract<UpdateState, { kind: 'ready' }>
type Go = Nav['go']

export function PreviewSheet(props: {
  state: Ready
  page: number
  onMeasured: (measured: Measured) => void
  nav: Nav
}) {
  const { state } = props
  const { t } = useTranslation()
  const { go } = props.nav
  const pieces = useMemo(() => piecesOf(t, state, go), [t, state, go])
  return <Flow pieces={pieces} page={props.page} onMeasured={props.onMeasured} />
}

function piecesOf(t: TFunction, { preview, seen, file, again }: Ready, go: Go): Piece[] {
  const { risks } = preview
  const table = villageTable(preview, go)
  const why = again && explainFault(t, again)
  return [
    ...(why ? [head('again', why.sentence + why.action, true)] : []),
    { id: 'lead', node: <Lead preview={preview} /> },
    { id: 'counts', node: <Counts preview={preview} /> },
    risks.length > 0
      ? head('risks', t('staff:preview.risks', { count: risks.length }), true)
      : { id: 'no-risks', node: <p className={styles['quiet']}>{t('staff:preview.noRisks')}</p> },
    ...risks.map((risk) => ({
      id: `risk ${risk.id}`,
      node: <RiskLine risk={risk} seen={seen.includes(risk.id)} go={go} />,
    })),
    head('villages', t('staff:preview.byVillage'), false),
    ...preview.villages.map((village) => ({ id: rowId(village), table })),
    head('types', t('staff:preview.byType'), false),
    ...typesOfAll(preview.villages).map((of) => ({
      id: `type ${of.itemType}`,
      node: <TypeLine of={of} onOpen={null} />,
    })),
    { id: 'facts', node: <Facts preview={preview} file={file} /> },
  ]
}

const rowId = (village: VillagePreview) => `village ${village.code ?? 'T'}`

const head = (id: string, text: string, strong: boolean): Piece => ({
  id: `head ${id}`,
  withNext: true,
  node: <h2 className={strong ? styles['strongHead'] : styles['head']}>{text}</h2>,
})

function Lead(props: { preview: Preview }) {
  const { preview } = props
  const { t } = useTranslation()
  const { sequence, installedSequence: before } = preview
  return (
    <p className={styles['lead']} data-testid="preview-lead">
      {before === null
        ? t('staff:preview.firstLead', { township: preview.township.name, sequence })
        : t('staff:preview.nextLead', { township: preview.township.name, before, sequence })}
    </p>
  )
}

function Counts(props: { preview: Preview }) {
  const { counts } = props.preview
  const { t } = useTranslation()
  return (
    <div className={styles['counts']} data-testid="preview-counts">
      {kinds.map((kind) => (
        <p key={kind} data-some={kind === 'gone' && counts.gone > 0 ? '' : undefined}>
          <span>{t(`staff:preview.counts.${kind}`)}</span>
          <b data-testid={`count-${kind}`}>{counts[kind]}</b>
        </p>
      ))}
    </div>
  )
}

function RiskLine(props: { risk: Risk; seen: boolean; go: Go }) {
  const { risk, seen, go } = props
  const { t } = useTranslation()
  return (
    <Button
      look="bare"
      className={seen ? styles['seenRisk'] : styles['risk']}
      testId={`risk-${risk.kind}`}
      onPress={() => go({ kind: 'update', look: { kind: 'risk', id: risk.id } })}
    >
      <span className={styles['riskName']}>
        {riskName(t, risk)}
        <span className={styles['riskPlace']}>{riskPlace(t, risk)}</span>
      </span>
      <span className={styles['mark']}>{t(seen ? 'staff:preview.seen' : 'staff:preview.unseen')}</span>
    </Button>
  )
}

/** A village a line, its changes counted; a touch shows which items and amounts. */
function villageTable(preview: Preview, go: Go): Table {
  const byId = new Map(preview.villages.map((village) => [rowId(village), village]))
  return {
    id: 'villages',
    render: (ids) => <VillageTable villages={ids.flatMap((id) => byId.get(id) ?? [])} go={go} />,
  }
}

function VillageTable(props: { villages: readonly VillagePreview[]; go: Go }) {
  const { villages, go } = props
  const { t } = useTranslation()
  return (
    <table className={styles['table']} data-testid="preview-villages">
      <thead>
        <tr>
          <th scope="col">{t('staff:preview.village')}</th>
          {kinds.map((kind) => (
            <th key={kind} scope="col" className={styles['figure']}>
              {t(`staff:preview.counts.${kind}`)}
            </th>
          ))}
          <td />
        </tr>
      </thead>
      <tbody>
        {villages.map((village) => (
          <tr key={rowId(village)} data-row={rowId(village)}>
            <th scope="row">{villageName(t, village.village)}</th>
            {kinds.map((kind) => (
              <td key={kind} className={styles['figure']} data-some={isGrave(kind, village) ? '' : undefined}>
                {village.counts[kind] || t('staff:preview.nothing')}
              </td>
            ))}
            <td className={styles['open']}>
              <Button
                look="bare"
                className={styles['opener']}
                label={t('staff:preview.openVillage', { village: villageName(t, village.village) })}
                testId={`preview-village-${village.code ?? 'township'}`}
                onPress={() => go({ kind: 'update', look: { kind: 'village', code: village.code } })}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const isGrave = (kind: (typeof kinds)[number], village: VillagePreview) =>
  kind === 'gone' && village.counts.gone > 0

/** Newest first; the days of single notices would only bury the quarters. */
function periodWords(t: TFunction, preview: Preview): string {
  const periods = preview.periods.filter((period) => !/^\d{4}-\d{2}-\d{2}$/.test(period)).toSorted(laterFirst)
  const told = periods.slice(0, mostPeriods).map((period) => periodName(t, period))
  const more = periods.length > mostPeriods ? t('staff:preview.morePeriods', { count: periods.length }) : ''
  return told.join(t('value.listComma')) + more
}

function Facts(props: { preview: Preview; file: string }) {
  const { preview, file } = props
  const { t } = useTranslation()
  const facts = [
    [t('staff:preview.signer'), preview.signer],
    [t('staff:preview.issued'), dateName(t, preview.issuedOn)],
    ...preview.reviews.map(({ step, name, on }) => [
      t(`staff:preview.review.${step}`),
      t('staff:preview.reviewer', { name, date: dateName(t, on) }),
    ]),
    [t('staff:preview.periods'), periodWords(t, preview)],
    [t('staff:preview.file'), t('staff:preview.fileSize', { file, size: sizeWords(t, preview.bytes) })],
    [t('staff:preview.mode'), t(`staff:preview.modes.${preview.mode}`)],
  ]
  return (
    <dl className={styles['facts']} data-testid="preview-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
