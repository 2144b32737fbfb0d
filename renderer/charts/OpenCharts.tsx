// The button on an item that leads to its pictures; what draws them is loaded meanwhile, so that nobody waits for it.
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Nav } from '../pages.ts'
import { Button } from '../parts/Button.tsx'
import { loadDrawing } from './Drawing.tsx'
import { trendId } from './chart-words.ts'

export function OpenCharts(props: { id: string; picture: string; go: Nav['go'] }) {
  const { id, picture, go } = props
  const { t } = useTranslation()
  useEffect(() => {
    const waiting = requestIdleCallback(() => void loadDrawing().catch(() => undefined))
    return () => cancelIdleCallback(waiting)
  }, [])
  const isTrend = picture === trendId
  return (
    <Button
      testId={isTrend ? 'charts-trend' : 'charts-parts'}
      onPress={() => go({ kind: 'charts', id, picture, as: 'picture' })}
    >
      {isTrend ? t('charts:openTrend') : t('charts:openParts')}
    </Button>
  )
}
